using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>A success that is bytes of any kind.</summary>
internal sealed class BytesAnswer : IAnswer<byte[]>
{
    public static readonly BytesAnswer Instance = new();

    public async Task<byte[]> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation)
    {
        using var body = await PooledBody.ReadAsync(response.Content, limit, cancellation).ConfigureAwait(false);
        return body.ToArray();
    }
}
