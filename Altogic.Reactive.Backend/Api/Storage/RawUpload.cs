using System.Buffers;
using Altogic.Reactive.Backend.Modules.Storage;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>An upload whose body is the content.</summary>
internal sealed class RawUpload(HttpRequest request, string contentType)
{
    private const int BufferSize = 64 * 1024;

    public async Task<UploadedContent> ReceiveAsync(UploadSink sink, CancellationToken cancel)
    {
        await using var body = new RequestContent(request);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await body.ReadAsync(buffer.AsMemory(), cancel) is var count and > 0) await sink.WriteAsync(buffer.AsMemory(0, count), cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        body.Verify();
        return new UploadedContent(contentType, "binary", null);
    }
}
