namespace Altogic.Reactive.Backend.Pipeline;

/// <summary><c>GET /health</c>: 200 while the backend takes requests, else 503 (app definition §1).</summary>
internal static class HealthCheck
{
    private static readonly byte[] Ok = """{"status":"ok"}"""u8.ToArray();

    public static bool Matches(HttpContext context) =>
        context.Request.Path.Equals("/health", StringComparison.OrdinalIgnoreCase)
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));

    public static Task AnswerAsync(HttpContext context, BackendState state)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (state.IsReady) return context.WriteJsonAsync(Ok);
        context.Response.Headers.RetryAfter = "1";
        return ErrorEnvelope.WriteAsync(context, 503, "api_server_not_ready", "The server is starting or stopping; try again in a moment.");
    }
}
