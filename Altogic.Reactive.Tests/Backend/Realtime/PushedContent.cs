using System.Net;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>A body without a length in advance, which can be held back before its end.</summary>
internal sealed class PushedContent(byte[] bytes, bool hold = false) : HttpContent
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when all but the end is on its way.</summary>
    public Task Sent => _sent.Task;

    public void Release() => _released.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes);
        await stream.FlushAsync();
        _sent.TrySetResult();
        if (hold) await _released.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
