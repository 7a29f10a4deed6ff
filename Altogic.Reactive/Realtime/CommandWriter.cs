using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.SocketIO;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>Makes the events that clients send (realtime §3). An echo that is not given is left out: the connection's default counts.</summary>
internal sealed class CommandWriter(JsonFormat format)
{
    private const int MostAttachments = 10;

    /// <exception cref="UnwritableValueException">The message cannot be written.</exception>
    public OutboxEntry Message(string? channel, string eventName, object? message, bool? echo, Action<AltogicError?>? done)
    {
        var (body, length, attachments) = Write("message", echo, writer =>
        {
            if (channel is not null)
            {
                writer.WritePropertyName("channel");
                writer.WriteValue(channel);
            }

            writer.WritePropertyName("eventName");
            writer.WriteValue(eventName);
            writer.WritePropertyName("message");
            format.BinarySerializer.Serialize(writer, message);
        });
        return new OutboxEntry(body, length, attachments, done) { IsBounded = true };
    }

    /// <summary>Joins or leaves a channel.</summary>
    public static OutboxEntry Membership(
        string command, string channel, bool? echo, Action<AltogicError?>? done, bool isGreeting = false, bool isBounded = false)
    {
        var (body, length, attachments) = Write(command, echo, writer =>
        {
            writer.WritePropertyName("channel");
            writer.WriteValue(channel);
        });
        return new OutboxEntry(body, length, attachments, done) { IsRepeatable = true, IsGreeting = isGreeting, IsBounded = isBounded };
    }

    /// <summary>Replaces the profile.</summary>
    public static OutboxEntry Profile(JToken data, bool? echo, Action<AltogicError?>? done, bool isGreeting = false)
    {
        var (body, length, attachments) = Write("update", echo, writer =>
        {
            writer.WritePropertyName("data");
            data.WriteTo(writer);
        });
        return new OutboxEntry(body, length, attachments, done) { IsRepeatable = true, IsGreeting = isGreeting, IsBounded = !isGreeting, Profile = data.Type == JTokenType.Null ? null : data };
    }

    /// <summary>A profile as it is now; what the app does to its object later does not matter.</summary>
    /// <exception cref="UnwritableValueException">It cannot be written.</exception>
    public JToken Snapshot(object? data)
    {
        try
        {
            return data is null ? JValue.CreateNull() : JToken.FromObject(data, format.BinarySerializer);
        }
        // as below
        catch (Exception exception)
        {
            throw new UnwritableValueException(exception);
        }
    }

    public static bool HasTooMany(OutboxEntry entry) => entry.Attachments.Count > MostAttachments;

    public static AltogicError TooMany() => SocketErrors.TooManyAttachments(MostAttachments);

    private static (byte[] Body, int Length, IReadOnlyList<byte[]> Attachments) Write(
        string command, bool? echo, Action<AttachmentWriter> writeMembers)
    {
        using var text = new PooledTextWriter();
        text.Write("[\"" + command + "\",");
        using var writer = new AttachmentWriter(text) { ArrayPool = CharPool.Instance, CloseOutput = false, AutoCompleteOnClose = false };
        try
        {
            writer.WriteStartObject();
            writeMembers(writer);
            if (echo is { } isEchoed)
            {
                writer.WritePropertyName("echo");
                writer.WriteValue(isEchoed);
            }
        }
        // getters and converters of the app run here, and may throw anything
        catch (Exception exception)
        {
            throw new UnwritableValueException(exception);
        }

        writer.Flush();
        // the closing brace comes when it is written to a connection, behind what that connection adds
        return (text.ToPooledUtf8(out var length), length, writer.Attachments);
    }
}
