using System.Reactive;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>A success without a value: nothing, <c>null</c> or any other JSON, but not garbage.</summary>
internal sealed class NoAnswer : IAnswer<Unit>
{
    public static readonly NoAnswer Instance = new();

    public async Task<Unit> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation)
    {
        using var body = await PooledBody.ReadAsync(response.Content, limit, cancellation).ConfigureAwait(false);
        if (body.FirstByte() != 0) JsonFormat.Check(body);
        return Unit.Default;
    }
}
