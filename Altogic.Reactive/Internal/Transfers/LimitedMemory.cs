using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Collects a download that the app wants as bytes, up to the largest answer that it allows.</summary>
internal sealed class LimitedMemory(long limit) : MemoryStream
{
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Check(count);
        return base.WriteAsync(buffer, offset, count, cancellationToken);
    }

#if NET
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Check(buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }
#endif

    /// <summary>Makes room at once for what the server has announced, so that nothing is copied later.</summary>
    public void Expect(long length)
    {
        if (length > limit) throw new AnswerTooLargeException(limit);
        if (length <= int.MaxValue && Capacity < length) Capacity = (int)length;
    }

    /// <summary>What has arrived. Nothing may be written afterwards.</summary>
    public byte[] Take() => Capacity == Length ? GetBuffer() : ToArray();

    private void Check(int count)
    {
        if (Length + count > limit) throw new AnswerTooLargeException(limit);
    }
}
