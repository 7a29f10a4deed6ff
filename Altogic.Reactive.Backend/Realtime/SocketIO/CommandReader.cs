using System.Buffers.Text;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>Reads what clients send (realtime §3). Absent and null mean the same; members that nobody knows are ignored.</summary>
internal sealed class CommandReader(RealtimeSettings settings, long messageBytes)
{
    private static readonly byte[] Null = "null"u8.ToArray();

    public static CommandKind KindOf(ReadOnlySpan<byte> name)
    {
        if (JsonScan.IsText(name, "message"u8)) return CommandKind.Message;
        if (JsonScan.IsText(name, "join"u8)) return CommandKind.Join;
        if (JsonScan.IsText(name, "leave"u8)) return CommandKind.Leave;
        if (JsonScan.IsText(name, "update"u8)) return CommandKind.Update;
        return JsonScan.IsText(name, "members"u8) ? CommandKind.Members : CommandKind.Unknown;
    }

    /// <param name="kind">What the event's name asks for.</param>
    /// <param name="body">The event's first argument: valid JSON.</param>
    /// <param name="attachments">The binary parts.</param>
    public Command Read(CommandKind kind, ReadOnlySpan<byte> body, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        if (kind == CommandKind.Unknown) return new Command(kind) { Refusal = Refusal.UnknownEvent };
        if (body.IsEmpty || body[0] != '{') return new Command(kind) { Refusal = Refusal.NoObject };
        var command = new Command(kind)
        {
            Echo = Flag(body, "echo"u8),
            Seq = Find(body, "seq"u8) is var seq && Utf8Parser.TryParse(seq, out long number, out var read) && read == seq.Length ? number : 0,
        };
        return kind switch
        {
            CommandKind.Message => ReadMessage(command, body, attachments),
            CommandKind.Update => ReadUpdate(command, body, attachments),
            _ => ReadChannel(command, body, isRequired: true),
        };
    }

    private Command ReadMessage(Command command, ReadOnlySpan<byte> body, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        command = ReadChannel(command, body, isRequired: false);
        if (command.Refusal is not null) return command;
        var name = Find(body, "eventName"u8);
        if (CheckName(name, Refusal.MissingEventName, out var text) is { } refusal) return command with { Refusal = refusal };
        if (EventNames.IsReserved(text!)) return command with { Refusal = Refusal.ReservedName };
        var message = Find(body, "message"u8);
        if (message.IsEmpty) message = Null;
        if (SizeOf(message, attachments) > messageBytes) return command with { Refusal = Refusal.TooLarge };
        if (attachments.Count > 0 && !Placeholders.Fit(message, attachments.Count)) return command with { Refusal = Refusal.InvalidAttachments };
        return command with
        {
            Json = SocketMessages.MessageEvent(name, command.Channel is null ? Null : command.ChannelJson.Span, message),
            Attachments = OutboundMessage.Chain(attachments),
        };
    }

    private Command ReadUpdate(Command command, ReadOnlySpan<byte> body, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        var data = Find(body, "data"u8);
        if (data.IsEmpty) data = Null;
        if (SizeOf(data, attachments) > Math.Min(settings.ProfileBytes, messageBytes)) return command with { Refusal = Refusal.TooLarge };
        if (attachments.Count > 0 && !Placeholders.Fit(data, attachments.Count)) return command with { Refusal = Refusal.InvalidAttachments };
        return command with { Profile = new Profile(data.ToArray(), OutboundMessage.Chain(attachments)) };
    }

    private Command ReadChannel(Command command, ReadOnlySpan<byte> body, bool isRequired)
    {
        var json = Find(body, "channel"u8);
        if (json.IsEmpty || json.SequenceEqual(Null)) return isRequired ? command with { Refusal = Refusal.MissingChannel } : command;
        return CheckName(json, Refusal.MissingChannel, out var name) is { } refusal
            ? command with { Refusal = refusal }
            : command with { Channel = name, ChannelJson = json.ToArray() };
    }

    private Refusal? CheckName(ReadOnlySpan<byte> json, Refusal missing, out string? name)
    {
        name = JsonScan.ReadText(json);
        if (string.IsNullOrWhiteSpace(name)) return json.IsEmpty || json[0] == '"' ? missing : Refusal.InvalidName;
        if (name.Length > settings.NameLength) return Refusal.NameTooLong;
        return EventNames.IsWellFormed(name) ? null : Refusal.InvalidName;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name) =>
        JsonScan.TryFindMember(body, name, out var value) ? value.Of(body) : default;

    private static bool? Flag(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var value = Find(body, name);
        return value.SequenceEqual("true"u8) ? true : value.SequenceEqual("false"u8) ? false : null;
    }

    private static long SizeOf(ReadOnlySpan<byte> json, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        long size = json.Length;
        foreach (var attachment in attachments) size += attachment.Length;
        return size;
    }
}
