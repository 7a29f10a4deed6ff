namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>
/// The body of an HTTP service's answer while it arrives; each read must bring something within the call's time. Owns the
/// answer and the limit.
/// </summary>
internal sealed class ServiceContent(HttpResponseMessage response, Stream body, CallLimit limit) : Stream
{
    /// <summary>The length that the service announced; null when it did not.</summary>
    public long? AnnouncedLength { get; } = response.Content.Headers.ContentLength;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        limit.Restart();
        try
        {
            return await body.ReadAsync(buffer, limit.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !limit.IsCancelled)
        {
            throw new ServiceBrokenException(limit.IsOver ? "it paused for too long" : HttpServices.Reason(e), e);
        }
        finally
        {
            limit.Pause();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
            limit.Dispose();
        }

        base.Dispose(disposing);
    }
}
