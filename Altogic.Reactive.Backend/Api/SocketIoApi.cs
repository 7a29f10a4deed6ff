using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Backend.Api;

/// <summary><c>/socket.io/</c>: the requests of Engine.IO, for any host (realtime §7). Keys and sessions are checked later, at CONNECT.</summary>
internal sealed class SocketIoApi(EngineServer server, RealtimeSettings settings)
{
    private const string Polling = "polling";
    private const string WebSockets = "websocket";
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    public void Map(IEndpointRouteBuilder routes) => routes.Map("/socket.io", AnswerAsync);

    private Task AnswerAsync(HttpContext context)
    {
        var query = context.QueryValues();
        var transport = query.Literal("transport");
        if (transport is not (Polling or WebSockets)) return RefuseAsync(context, EngineError.TransportUnknown);
        if (!IsPlain(context.Request.Headers.Origin.ToString())) return RefuseAsync(context, EngineError.BadRequest);
        var isWebSocket = transport == WebSockets;
        if (isWebSocket && !WebSocketUpgrade.IsRequested(context)) return RefuseAsync(context, EngineError.BadRequest);
        if (query.Literal("sid") is { Length: > 0 } sid)
        {
            if (server.Find(sid) is not { } session) return RefuseAsync(context, EngineError.SessionUnknown);
            return isWebSocket ? UpgradeAsync(context, session) : ContinueAsync(context, session);
        }

        if (!HttpMethods.IsGet(context.Request.Method)) return RefuseAsync(context, EngineError.BadMethod);
        if (query.Literal("EIO") != "4") return RefuseAsync(context, EngineError.BadVersion);
        return OpenAsync(context, isWebSocket);
    }

    private async Task OpenAsync(HttpContext context, bool isWebSocket)
    {
        if (!server.TryAdmit())
        {
            await ErrorEnvelope.WriteAsync(
                context, new ApiException(503, "too_many_connections", "Too many clients connect at this moment; try again a little later.") { RetryAfter = BusyFor });
            return;
        }

        if (server.Open(new EngineOrigin(ClientKeys.PageOf(context.Request))) is not { } session)
        {
            await ErrorEnvelope.WriteAsync(context, 503, "api_server_not_ready", "The server is stopping; try again in a moment.");
            return;
        }

        var handshake = Handshake(session, isWebSocket);
        if (!isWebSocket)
        {
            await WriteAsync(context, handshake.Payload, "text/plain; charset=UTF-8");
            return;
        }

        session.Send(handshake);
        try
        {
            await session.RunAsync(await WebSocketUpgrade.AcceptAsync(context));
        }
        finally
        {
            session.Drop("transport close");
        }
    }

    private static async Task UpgradeAsync(HttpContext context, EngineSession session) =>
        await session.UpgradeAsync(await WebSocketUpgrade.AcceptAsync(context));

    private Task ContinueAsync(HttpContext context, EngineSession session)
    {
        if (HttpMethods.IsGet(context.Request.Method)) return PollAsync(context, session);
        return HttpMethods.IsPost(context.Request.Method) ? PostAsync(context, session) : RefuseAsync(context, EngineError.BadRequest);
    }

    private static async Task PollAsync(HttpContext context, EngineSession session)
    {
        using var output = new PooledBuffer(0);
        if (await session.PollAsync(output, context.RequestAborted) is { } error) await RefuseAsync(context, error);
        else await WriteAsync(context, output.Written, "text/plain; charset=UTF-8");
    }

    private async Task PostAsync(HttpContext context, EngineSession session)
    {
        if (session.BeginPost() is { } error)
        {
            await RefuseAsync(context, error);
            return;
        }

        EngineError? refusal;
        try
        {
            // Revision 4 has no binary bodies: attachments come as base64.
            var isBinary = context.Request.ContentType?.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase) == true;
            using var body = new PooledBuffer(0);
            refusal = isBinary ? EngineError.BadRequest : await ReadAsync(context.Request, body);
            if (isBinary) session.Drop("invalid content");
            if (refusal is null && !session.ReceiveBody(body.Written)) refusal = EngineError.BadRequest;
        }
        finally
        {
            // before the answer: who has it may bring the next packets at once
            session.EndPost();
        }

        if (refusal is null) await WriteAsync(context, "ok"u8.ToArray(), "text/html");
        else await RefuseAsync(context, refusal);
    }

    private async Task<EngineError?> ReadAsync(HttpRequest request, PooledBuffer body)
    {
        if (request.ContentLength > server.MaxPayload) return EngineError.TooLarge;
        while (await request.Body.ReadAsync(body.GetMemory(4096), request.HttpContext.RequestAborted) is var read and > 0)
        {
            body.Advance(read);
            if (body.Length > server.MaxPayload) return EngineError.TooLarge;
        }

        return null;
    }

    private OutboundMessage Handshake(EngineSession session, bool isWebSocket)
    {
        var json = new JsonObject
        {
            ["sid"] = session.Id,
            ["upgrades"] = isWebSocket ? [] : new JsonArray(WebSockets),
            ["pingInterval"] = (long)settings.PingInterval.TotalMilliseconds,
            ["pingTimeout"] = (long)settings.PingTimeout.TotalMilliseconds,
            ["maxPayload"] = server.MaxPayload,
        };
        using var output = new PooledBuffer();
        EnginePacketCodec.WriteText(output, EnginePacketType.Open, System.Text.Encoding.UTF8.GetBytes(json.ToJsonString(JsonText.Options)));
        return OutboundMessage.Text(output.Written.Span);
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, EngineError error)
    {
        context.Scope().ErrorCode = "engine_" + error.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.StatusCode = error.Status;
        var json = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        return WriteAsync(context, System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), "application/json");
    }

    private static bool IsPlain(string header)
    {
        foreach (var c in header)
            if (c is (< ' ' and not '\t') or '\x7f' or > '\xff') return false;
        return true;
    }
}
