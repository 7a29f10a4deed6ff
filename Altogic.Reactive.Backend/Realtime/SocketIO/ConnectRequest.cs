using System.Text.Json;
using Altogic.Reactive.Backend.Realtime.Hub;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>What a client sends with its CONNECT (realtime §2); reading is lenient about everything but the JSON itself.</summary>
internal sealed class ConnectRequest : IDisposable
{
    private const int SupportedVersion = 1;
    private readonly JsonDocument? _document;

    private ConnectRequest(JsonDocument? document)
    {
        _document = document;
        Auth = document?.RootElement ?? default;
        Echo = Member(Auth, "echoMessages").ValueKind != JsonValueKind.False;
        Recovery = ReadRecovery(Member(Auth, "recovery"));
    }

    /// <summary>The auth object; undefined when there is none.</summary>
    public JsonElement Auth { get; }

    public bool Echo { get; }

    /// <summary>Null when the client does not ask for recovery.</summary>
    public RecoveryRequest? Recovery { get; }

    public static bool TryRead(ReadOnlyMemory<byte> payload, out ConnectRequest request)
    {
        request = new ConnectRequest(null);
        if (payload.IsEmpty) return true;
        try
        {
            request = new ConnectRequest(JsonDocument.Parse(payload));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A member of an object; undefined when there is none.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text; null for everything else, blank included, and for text that no UTF-16 holds.</summary>
    public static string? Text(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public void Dispose() => _document?.Dispose();

    private static RecoveryRequest? ReadRecovery(JsonElement recovery)
    {
        var version = Member(recovery, "version");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SupportedVersion) return null;
        var offset = Member(recovery, "offset");
        return new RecoveryRequest(
            Text(Member(recovery, "token")), offset.ValueKind == JsonValueKind.Number && offset.TryGetInt64(out var id) && id >= 0 ? id : null);
    }
}
