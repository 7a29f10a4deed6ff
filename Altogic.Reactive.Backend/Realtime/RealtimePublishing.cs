using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Backend.Realtime.SocketIO;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Realtime;

/// <summary>Publishes what the app's own code sends.</summary>
internal sealed class RealtimePublishing(RealtimeHub hub, RealtimeSettings settings, long messageBytes)
{
    private const string StatusChannels = "altogic:status:";
    private const string StatusEvent = "altogic:status";
    private static readonly byte[] Null = "null"u8.ToArray();

    /// <summary>Sends as a client would; a refusal when a client could not.</summary>
    /// <param name="channel">The channel; null broadcasts.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="message">Any JSON value.</param>
    public Refusal? Publish(string? channel, string eventName, JsonNode? message)
    {
        if (channel is not null && Check(channel, Refusal.MissingChannel) is { } badChannel) return badChannel;
        if (Check(eventName, Refusal.MissingEventName) is { } badName) return badName;
        return EventNames.IsReserved(eventName) ? Refusal.ReservedName : Forward(channel, eventName, message);
    }

    /// <summary>Sends an event of the backend itself, whatever its name: the status of messages and tasks.</summary>
    public Refusal? Forward(string? channel, string eventName, JsonNode? message)
    {
        byte[]? json = Null;
        if (message is not null && !JsonTree.TryWrite(message, out json)) return Refusal.TooDeep;
        if (json.Length > messageBytes) return Refusal.TooLarge;
        var name = SocketMessages.Text(eventName);
        var target = channel is null ? Null : SocketMessages.Text(channel);
        hub.Publish(new Publication(channel is null ? Audience.Everybody : Audience.Channel, channel, SocketMessages.MessageEvent(name, target, json)));
        return null;
    }

    /// <summary>
    /// Tells whoever follows a message or a run that its status is another one. They ask for it themselves: joining a channel must
    /// not give what the right to queues or tasks is for. Where nobody follows, nothing is published or kept.
    /// </summary>
    public void TellStatus(string id)
    {
        var channel = StatusChannels + id;
        if (hub.HasMembers(channel)) Forward(channel, StatusEvent, null);
    }

    private Refusal? Check(string name, Refusal missing)
    {
        if (string.IsNullOrWhiteSpace(name)) return missing;
        if (name.Length > settings.NameLength) return Refusal.NameTooLong;
        return EventNames.IsWellFormed(name) ? null : Refusal.InvalidName;
    }
}
