using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>The one place that maps a status and a body to an error (errors §1.2 and §6).</summary>
internal static class ErrorBody
{
    private const string DefaultStatusText = "Bad Request";

    /// <summary>
    /// The entries are <c>body.errors</c> when it is a list, <c>[body.errors]</c> when it is an object, the body itself when it is a
    /// list, else <c>[body]</c>. Without a JSON body one entry is made up.
    /// </summary>
    public static AltogicError ToError(
        int status, string statusText, JToken? json, TimeSpan? retryAfter = null, Exception? exception = null)
    {
        var text = statusText.Length == 0 ? DefaultStatusText : statusText;
        var errors = json is JObject body ? body["errors"] : null;
        var items = (errors, json) switch
        {
            (JArray { Count: > 0 } list, _) => Entries(list, status, text),
            (JObject single, _) => [Entry(single, status, text)],
            (_, JArray { Count: > 0 } list) => Entries(list, status, text),
            (_, JObject whole) => [Entry(whole, status, text)],
            _ => [Invalid(status, text, json)],
        };
        // only a list called errors ends the session, as in the official client
        var kind = errors is JArray && EndsSession(items) ? ErrorKind.Session : ErrorKind.Api;
        return new AltogicError(kind, status, text, items, exception) { RetryAfter = retryAfter };
    }

    private static ErrorEntry[] Entries(JArray list, int status, string statusText)
    {
        var entries = new ErrorEntry[list.Count];
        for (var index = 0; index < entries.Length; index++) entries[index] = Entry(list[index], status, statusText);
        return entries;
    }

    /// <summary>What an app's own service sends need not have our members: then the whole of it is kept as details.</summary>
    private static ErrorEntry Entry(JToken token, int status, string statusText)
    {
        if (token is not JObject body) return new ErrorEntry(Origin(status), ErrorCodes.Unspecified, Sentence(token, statusText));
        var code = Text(body["code"]);
        return new ErrorEntry(
            Text(body["origin"]) ?? Origin(status),
            code ?? ErrorCodes.Unspecified,
            Text(body["message"]) ?? Text(body["error"]) ?? statusText,
            code is null ? body : Details(body));
    }

    /// <summary>Details that are no object stay where they stand, in the whole entry.</summary>
    private static JObject? Details(JObject body) => body["details"] switch
    {
        null or JValue { Value: null } => null,
        JObject details => details,
        _ => body,
    };

    private static ErrorEntry Invalid(int status, string statusText, JToken? json) => new(
        "server_error",
        ErrorCodes.InvalidResponse,
        IsRedirect(status)
            ? $"The server redirects ({status}) instead of answering; is the environment URL right?"
            : json is null
                ? $"The server refused with {status} {statusText} and did not say why in JSON."
                : Sentence(json, statusText));

    private static bool EndsSession(ErrorEntry[] items) =>
        items.Any(item => item.Code is ErrorCodes.InvalidSessionToken or ErrorCodes.MissingSessionToken);

    private static string Sentence(JToken token, string statusText) => Text(token) ?? statusText;

    private static string? Text(JToken? token) => token is JValue { Value: string { Length: > 0 } text } ? text : null;

    private static string Origin(int status) => status >= 500 ? "server_error" : "client_error";

    private static bool IsRedirect(int status) => status is >= 300 and < 400;
}
