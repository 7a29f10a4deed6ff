using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>One event on its way to its audience. Each of its two forms is made once, on first use; under the hub's lock.</summary>
/// <param name="audience">Whom it is for.</param>
/// <param name="key">The channel or the user; null for everybody.</param>
/// <param name="json">The event's array, complete.</param>
/// <param name="attachments">The binary parts of it.</param>
internal sealed class Publication(Audience audience, string? key, ReadOnlyMemory<byte> json, OutboundMessage? attachments = null)
{
    private const int Overhead = 200;
    private OutboundMessage? _plain;
    private OutboundMessage? _numbered;

    public Audience Audience => audience;

    public string? Key => key;

    /// <summary>The event's array.</summary>
    public ReadOnlyMemory<byte> Json => json;

    /// <summary>The binary parts of it.</summary>
    public OutboundMessage? Attachments => attachments;

    /// <summary>The socket that does not get it.</summary>
    public HubSocket? Except { get; set; }

    /// <summary>The logical client that does not get it, for replays.</summary>
    public LogicalClient? ExceptClient { get; init; }

    /// <summary>Its place in the order of everything published; 0 until then.</summary>
    public long Id { get; private set; }

    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>What keeping it costs, in bytes.</summary>
    public int Size { get; } = (2 * json.Length) + (attachments?.Bytes ?? 0) + Overhead;

    /// <summary>The form for every Socket.IO client.</summary>
    public OutboundMessage Plain => _plain ??= SocketMessages.Event(json.Span, attachments);

    /// <summary>The form for clients with recovery: its id is one more argument.</summary>
    public OutboundMessage Numbered => _numbered ??= SocketMessages.NumberedEvent(json.Span, Id, attachments);

    public void Publish(long id, DateTimeOffset at) => (Id, PublishedAt) = (id, at);

    /// <summary>Lets go of what only the delivery needed; replays are numbered.</summary>
    public void Delivered() => (Except, _plain) = (null, null);
}
