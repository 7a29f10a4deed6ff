using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Api;

/// <summary>Turns a request into a WebSocket whose writes we batch ourselves (RFC 6455 §4.2).</summary>
internal static class WebSocketUpgrade
{
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyBytes = 16;

    /// <summary>Whether the request asks for a WebSocket in good form.</summary>
    public static bool IsRequested(HttpContext context)
    {
        var headers = context.Request.Headers;
        return context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && HttpMethods.IsGet(context.Request.Method)
            && Has(headers.Upgrade, "websocket") && Has(headers.Connection, "Upgrade") && headers.SecWebSocketVersion == "13"
            && IsKey(headers.SecWebSocketKey.ToString());
    }

    public static async Task<WebSocketLink> AcceptAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Connection = HeaderNames.Upgrade;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = AcceptFor(context.Request.Headers.SecWebSocketKey.ToString());
        var stream = new FrameStream(await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync());
        var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        return new WebSocketLink(socket, stream, context.Abort);
    }

    private static bool Has(IEnumerable<string?> values, string token) => values.Any(value => value is not null
        && value.Split(',').Any(part => part.AsSpan().Trim().Equals(token, StringComparison.OrdinalIgnoreCase)));

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 2];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var count) && count == KeyBytes;
    }

#pragma warning disable CA5350 // the protocol's own hash; nothing secret depends on it
    private static string AcceptFor(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));
#pragma warning restore CA5350
}
