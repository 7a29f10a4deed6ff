using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Expressions;
using Altogic.Reactive.Internal.Rest;
using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>What every builder of one client needs to send its requests.</summary>
internal sealed class DatabaseGateway(ClientContext context)
{
    public IDatabaseApi Queries => context.Rest.Database;

    public IObjectApi Objects => context.Rest.Object;

    public JsonSerializer Serializer { get; } = context.Json.Serializer;

    public LiteralWriter Literals { get; } = new(context.Json.Serializer);

    /// <summary>Throws what an observer has thrown where the app's other uncaught exceptions end.</summary>
    public void Surface(Exception exception) => Uncaught.Surface(context.Scheduler, exception);

    /// <summary>A call that changes nothing, may be sent again after a failure and may find nothing.</summary>
    public IObservable<Result<TAnswer?>> Read<TAnswer>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        context.Executor.ExecuteOrNull<TAnswer>(new Operation("db." + name, IsSafeToRepeat: true), send);

    /// <summary>A call that changes nothing, may be sent again after a failure and always has an answer.</summary>
    public IObservable<Result<TAnswer>> ReadRequired<TAnswer>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send)
        where TAnswer : notnull => context.Executor.Execute<TAnswer>(new Operation("db." + name, IsSafeToRepeat: true), send);

    /// <summary>A call that must reach the server once and gives an object.</summary>
    public IObservable<Result<TAnswer>> Write<TAnswer>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send)
        where TAnswer : notnull => context.Executor.Execute<TAnswer>(new Operation("db." + name, IsSafeToRepeat: false), send);

    /// <summary>A call that must reach the server once and may give nothing.</summary>
    public IObservable<Result<TAnswer?>> WriteOrNull<TAnswer>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        context.Executor.ExecuteOrNull<TAnswer>(new Operation("db." + name, IsSafeToRepeat: false), send);
}
