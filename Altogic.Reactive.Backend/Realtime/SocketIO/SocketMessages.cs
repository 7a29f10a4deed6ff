using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>The Socket.IO packets that the server sends, each inside an Engine.IO message.</summary>
internal static class SocketMessages
{
    /// <summary>Ends the namespace.</summary>
    public static readonly OutboundMessage Disconnect = OutboundMessage.Text("41"u8);
    private const byte EngineMessage = (byte)'4';
    private static readonly JsonWriterOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static OutboundMessage Connect(string socketId) => Packet(SocketPacketType.Connect, json =>
    {
        json.WriteStartObject();
        json.WriteString("sid"u8, socketId);
        json.WriteEndObject();
    });

    public static OutboundMessage Connect(string socketId, RecoveryAnswer recovery) => Packet(SocketPacketType.Connect, json =>
    {
        json.WriteStartObject();
        json.WriteString("sid"u8, socketId);
        json.WriteStartObject("recovery"u8);
        json.WriteNumber("version"u8, 1);
        json.WriteString("token"u8, recovery.Token);
        json.WriteBoolean("recovered"u8, recovery.Recovered);
        json.WriteNumber("offset"u8, recovery.Offset);
        json.WriteNumber("lastSend"u8, recovery.LastSend);
        json.WriteNumber("windowSeconds"u8, recovery.WindowSeconds);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static OutboundMessage ConnectError(string ns, string message, Action<Utf8JsonWriter>? writeData = null) => Packet(
        SocketPacketType.ConnectError,
        json =>
        {
            json.WriteStartObject();
            json.WriteString("message"u8, message);
            if (writeData is not null)
            {
                json.WritePropertyName("data"u8);
                writeData(json);
            }

            json.WriteEndObject();
        },
        ns);

    /// <param name="json">The event's array, complete.</param>
    /// <param name="attachments">Its binary parts.</param>
    public static OutboundMessage Event(ReadOnlySpan<byte> json, OutboundMessage? attachments)
    {
        using var output = StartEvent(json.Length, attachments);
        output.Write(json);
        return OutboundMessage.Text(output.Written.Span, attachments);
    }

    /// <summary>The same with one more argument at the end.</summary>
    public static OutboundMessage NumberedEvent(ReadOnlySpan<byte> json, long id, OutboundMessage? attachments)
    {
        using var output = StartEvent(json.Length + 24, attachments);
        output.Write(json[..^1]);
        var span = output.GetSpan(24);
        span[0] = (byte)',';
        Utf8Formatter.TryFormat(id, span[1..], out var digits);
        span[digits + 1] = (byte)']';
        output.Advance(digits + 2);
        return OutboundMessage.Text(output.Written.Span, attachments);
    }

    public static OutboundMessage Ack(long id, Refusal? refusal) => refusal is null ? Done(id) : Packet(
        SocketPacketType.Ack,
        json =>
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteBoolean("ok"u8, false);
            Write(json, refusal);
            json.WriteEndObject();
            json.WriteEndArray();
        },
        id: id);

    public static OutboundMessage MembersAck(long id, IReadOnlyList<Member> members) => Packet(
        SocketPacketType.Ack,
        json =>
        {
            json.WriteStartArray();
            WriteMembers(json, members);
            json.WriteEndArray();
        },
        id: id);

    private static void WriteMembers(Utf8JsonWriter json, IReadOnlyList<Member> members)
    {
        json.WriteStartArray();
        foreach (var member in members) WriteMember(json, member);
        json.WriteEndArray();
    }

    public static void WriteMember(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, member.Id);
        json.WritePropertyName("data"u8);
        json.WriteRawValue(member.Profile.Span, skipInputValidation: true);
        json.WriteEndObject();
    }

    /// <summary><c>["channel:join",{"channel":…,"message":{"id":…,"data":…}}]</c>; the names as JSON texts.</summary>
    public static byte[] ChannelEvent(string name, ReadOnlySpan<byte> channel, string socketId, ReadOnlySpan<byte> profile)
    {
        using var output = new PooledBuffer(256 + channel.Length + profile.Length);
        output.Write("[\""u8);
        WriteAscii(output, name);
        output.Write("\",{\"channel\":"u8);
        output.Write(channel);
        output.Write(",\"message\":{\"id\":\""u8);
        WriteAscii(output, socketId);
        output.Write("\",\"data\":"u8);
        output.Write(profile);
        output.Write("}}]"u8);
        return output.Written.ToArray();
    }

    /// <summary><c>["name",{"channel":…,"message":…}]</c>; all parts as JSON.</summary>
    public static byte[] MessageEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> message)
    {
        using var output = new PooledBuffer(64 + name.Length + channel.Length + message.Length);
        output.Write("["u8);
        output.Write(name);
        output.Write(",{\"channel\":"u8);
        output.Write(channel);
        output.Write(",\"message\":"u8);
        output.Write(message);
        output.Write("}]"u8);
        return output.Written.ToArray();
    }

    /// <summary>The name comes twice, so that listeners get it as their first argument (realtime §5.4).</summary>
    public static byte[] UserEvent(string name, JsonObject? session) => Write(json =>
    {
        json.WriteStartArray();
        json.WriteStringValue(name);
        json.WriteStringValue(name);
        if (session is null) json.WriteNullValue();
        else session.WriteTo(json);
        json.WriteEndArray();
    });

    public static byte[] ErrorEvent(Refusal refusal, string eventName) => Write(json =>
    {
        json.WriteStartArray();
        json.WriteStringValue("altogic:error"u8);
        json.WriteStartObject();
        Write(json, refusal);
        json.WriteString("event"u8, eventName);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>A text as JSON.</summary>
    public static byte[] Text(string text) => Write(json => json.WriteStringValue(text));

    private static PooledBuffer StartEvent(int size, OutboundMessage? attachments)
    {
        var count = 0;
        for (var part = attachments; part is not null; part = part.Next) count++;
        var output = new PooledBuffer(size + 64);
        output.Write([EngineMessage]);
        SocketPacketCodec.WriteHead(output, count == 0 ? SocketPacketType.Event : SocketPacketType.BinaryEvent, attachments: count);
        return output;
    }

    /// <summary>The acknowledgement of every message that was taken, so it is made without a writer.</summary>
    private static OutboundMessage Done(long id)
    {
        using var output = new PooledBuffer(64);
        output.Write([EngineMessage]);
        SocketPacketCodec.WriteHead(output, SocketPacketType.Ack, id: id);
        output.Write("[{\"ok\":true}]"u8);
        return OutboundMessage.Text(output.Written.Span);
    }

    private static OutboundMessage Packet(
        SocketPacketType type, Action<Utf8JsonWriter> write, string ns = SocketPacketCodec.DefaultNamespace, long? id = null)
    {
        using var output = new PooledBuffer();
        output.Write([EngineMessage]);
        SocketPacketCodec.WriteHead(output, type, ns, id);
        using (var json = new Utf8JsonWriter(output, Json)) write(json);
        return OutboundMessage.Text(output.Written.Span);
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var output = new PooledBuffer();
        using (var json = new Utf8JsonWriter(output, Json)) write(json);
        return output.Written.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteString("code"u8, refusal.Code);
        json.WriteString("message"u8, refusal.Message);
    }

    private static void WriteAscii(PooledBuffer output, string text) =>
        output.Advance(System.Text.Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length)));
}
