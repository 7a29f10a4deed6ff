namespace Altogic.Reactive.Internal.Execution;

/// <summary>The one door from Task to observable: cold, one request per subscription, every failure a result.</summary>
internal sealed class Executor
{
    /// <summary>Sends when subscribed, reads the JSON answer as a stream, and delivers exactly one result.</summary>
    public IObservable<Result<T>> Execute<T>(Operation operation, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        throw new NotSupportedException($"{operation} {send} {this}");
}
