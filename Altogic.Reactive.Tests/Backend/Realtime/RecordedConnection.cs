using System.Text;
using Altogic.Reactive.Backend.Realtime.EngineIO;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>A connection that keeps what the hub sends to it.</summary>
internal sealed class RecordedConnection : IEngineConnection
{
    public List<OutboundMessage> Sent { get; } = [];

    /// <summary>The same as text, Engine.IO type included.</summary>
    public IEnumerable<string> Texts => Sent.Select(Text);

    public bool IsClosed { get; private set; }

    public static string Text(OutboundMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    public void Send(OutboundMessage message) => Sent.Add(message);

    public void Replay(IReadOnlyList<OutboundMessage> messages) => Sent.AddRange(messages);

    public void Close(string reason) => IsClosed = true;
}
