using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>How a success is read; may throw what <see cref="FailureMap"/> knows.</summary>
internal interface IAnswer<T>
{
    Task<T> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation);
}
