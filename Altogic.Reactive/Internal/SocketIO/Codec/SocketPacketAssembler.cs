using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>
/// Puts packets and their attachments together, in the order in which they come. A packet without attachments is passed on where it
/// stands; one with attachments is copied, because its memory is read over before it is whole. For one reader at a time.
/// </summary>
/// <param name="maxAttachments">How many attachments a packet may announce.</param>
/// <param name="maxBytes">How large a packet may be together with its attachments.</param>
internal sealed class SocketPacketAssembler(int maxAttachments = 10, int maxBytes = 64 * 1024 * 1024)
{
    private static readonly ReadOnlyMemory<byte>[] NoAttachments = [];

    private SocketPacket _packet;
    private ReadOnlyMemory<byte>[]? _attachments;
    private int _received;
    private long _bytes;

    /// <summary>Takes the next Engine.IO message.</summary>
    public AssemblyStatus Add(in EnginePacket message, out SocketMessage complete, out PacketError error)
    {
        complete = default;
        error = PacketError.None;
        return message.IsBinary
            ? AddAttachment(message.Data, out complete, out error)
            : AddText(message.Data, out complete, out error);
    }

    /// <summary>Forgets what is half collected.</summary>
    public void Reset() => (_packet, _attachments, _received, _bytes) = (default, null, 0, 0);

    private AssemblyStatus AddText(ReadOnlyMemory<byte> text, out SocketMessage complete, out PacketError error)
    {
        complete = default;
        if (_attachments is not null) return Fail(PacketError.UnexpectedText, out error);
        if (text.Length > maxBytes) return Fail(PacketError.TooLarge, out error);
        if (!SocketPacketCodec.TryRead(text, out var packet, out error)) return AssemblyStatus.Failed;
        if (packet.AttachmentCount == 0)
        {
            complete = new SocketMessage(packet, NoAttachments);
            return AssemblyStatus.Complete;
        }

        if (packet.AttachmentCount > maxAttachments) return Fail(PacketError.TooManyAttachments, out error);
        _packet = packet with { Payload = packet.Payload.ToArray() };
        _attachments = new ReadOnlyMemory<byte>[packet.AttachmentCount];
        _received = 0;
        _bytes = text.Length;
        return AssemblyStatus.Pending;
    }

    private AssemblyStatus AddAttachment(ReadOnlyMemory<byte> data, out SocketMessage complete, out PacketError error)
    {
        complete = default;
        error = PacketError.None;
        if (_attachments is null) return Fail(PacketError.UnexpectedBinary, out error);
        _bytes += data.Length;
        if (_bytes > maxBytes) return Fail(PacketError.TooLarge, out error);
        _attachments[_received++] = data.ToArray();
        if (_received < _attachments.Length) return AssemblyStatus.Pending;
        complete = new SocketMessage(_packet, _attachments);
        Reset();
        return AssemblyStatus.Complete;
    }

    private AssemblyStatus Fail(PacketError reason, out PacketError error)
    {
        Reset();
        error = reason;
        return AssemblyStatus.Failed;
    }
}
