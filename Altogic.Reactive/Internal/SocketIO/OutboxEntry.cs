using System.Buffers;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>One event to be sent. What can change belongs to the outbox and is guarded by its lock.</summary>
/// <param name="body">
/// UTF-8 from the shared pool: the packet's JSON up to and without the brace that closes its last argument, an object with members.
/// </param>
/// <param name="length">How much of it counts.</param>
/// <param name="attachments">What is behind the placeholders.</param>
/// <param name="done">Told once how it ended; null is a success. Never called while a lock is held.</param>
internal sealed class OutboxEntry(byte[] body, int length, IReadOnlyList<byte[]> attachments, Action<AltogicError?>? done)
{
    // the head of the packet and its number
    private const int Overhead = 64;
    private byte[]? _body = body;

    /// <summary>Whether sending it twice does no more than sending it once: join, leave, update.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it restores what the last connection had; the next connection will have one of its own.</summary>
    public bool IsGreeting { get; init; }

    /// <summary>Whether it counts among the messages of which only so many may wait.</summary>
    public bool IsBounded { get; init; }

    /// <summary>The profile it sets; null when it sets none.</summary>
    public Newtonsoft.Json.Linq.JToken? Profile { get; init; }

    public ReadOnlySpan<byte> Body => _body.AsSpan(0, length);

    public IReadOnlyList<byte[]> Attachments => attachments;

    /// <summary>Its number in this logical connection; 0 until it is written to one that counts.</summary>
    public long Sequence { get; set; }

    /// <summary>Whether it has been written to any connection.</summary>
    public bool WasWritten { get; set; }

    /// <summary>Its place in the queue while it waits.</summary>
    public LinkedListNode<OutboxEntry>? Place { get; set; }

    /// <summary>Whether a server takes it that takes so many bytes at once: each part as it travels, and all of it.</summary>
    public bool Fits(long largest, bool isPolling)
    {
        var all = (long)length + Overhead;
        foreach (var attachment in attachments)
        {
            if (isPolling && (attachment.Length + 2L) / 3 * 4 >= largest) return false;
            all += attachment.Length;
        }

        return all <= largest;
    }

    /// <summary>Gives the memory back.</summary>
    public void Release()
    {
        var bytes = _body;
        _body = null;
        if (bytes is not null) ArrayPool<byte>.Shared.Return(bytes);
    }

    public void Finish(AltogicError? error) => done?.Invoke(error);
}
