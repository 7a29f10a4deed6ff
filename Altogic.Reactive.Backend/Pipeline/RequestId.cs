namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>The name of a request in logs and in the <c>X-Request-Id</c> header.</summary>
internal static class RequestId
{
    private const int Longest = 64;

    /// <summary>The caller's own id when it is harmless in a log line, else the server's.</summary>
    public static string Choose(HttpContext context) =>
        context.Request.Headers["X-Request-Id"] is [{ Length: > 0 and <= Longest } sent] && IsHarmless(sent) ? sent : context.TraceIdentifier;

    private static bool IsHarmless(string text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':')) return false;
        return true;
    }
}
