using System.Net.WebSockets;

namespace Altogic.Reactive.Internal.Compatibility;

/// <summary>What one read brought.</summary>
internal readonly record struct WebSocketReadResult(int Count, bool IsEnd, WebSocketMessageType Type);
