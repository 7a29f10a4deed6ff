using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Realtime;

namespace Altogic.Reactive.Backend;

/// <summary>
/// Sends messages to realtime clients, as a client would. Thread-safe; a message is on its way when the call returns, and clients get
/// messages in the order of the calls.
/// </summary>
public sealed class RealtimePublisher
{
    private readonly RealtimePublishing? _publishing;

    internal RealtimePublisher(RealtimePublishing? publishing) => _publishing = publishing;

    /// <summary>For contexts that no backend made.</summary>
    internal static RealtimePublisher Nowhere { get; } = new(null);

    private RealtimePublishing Publishing => _publishing ?? throw new InvalidOperationException("This context does not come from a running backend.");

    /// <summary>Sends a message to the members of a channel.</summary>
    /// <param name="channel">The channel; not blank, at most 256 characters.</param>
    /// <param name="eventName">The event that clients listen to; not blank, at most 256 characters, no reserved name.</param>
    /// <param name="message">Any JSON value; null sends null.</param>
    /// <exception cref="ArgumentException">A name cannot be used, or the message is larger than the limit.</exception>
    public void Send(string channel, string eventName, JsonNode? message)
    {
        ArgumentNullException.ThrowIfNull(channel);
        Publish(channel, eventName, message);
    }

    /// <summary>Sends a message to every connected client.</summary>
    /// <inheritdoc cref="Send" path="/param[@name='eventName']|/param[@name='message']|/exception"/>
    public void Broadcast(string eventName, JsonNode? message) => Publish(null, eventName, message);

    private void Publish(string? channel, string eventName, JsonNode? message)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        if (Publishing.Publish(channel, eventName, message) is { } refusal) throw new ArgumentException(refusal.Message);
    }
}
