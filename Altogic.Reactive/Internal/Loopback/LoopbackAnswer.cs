using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Internal.Loopback;

/// <summary>The few pages the loopback listener can show. None of them repeats anything from the request.</summary>
internal static class LoopbackAnswer
{
    public static readonly byte[] SignedIn =
        Page("200 OK", "You can close this window", "The app has received your sign-in. Go back to it to continue.");

    public static readonly byte[] NotSignedIn =
        Page("200 OK", "Sign-in did not succeed", "Go back to the app; it knows the reason.");

    public static readonly byte[] OtherSignIn =
        Page("400 Bad Request", "Not the sign-in the app is waiting for", "Start again from the app.");

    public static readonly byte[] AlreadyUsed =
        Page("410 Gone", "This sign-in is already finished", "You can close this window.");

    public static readonly byte[] BadRequest = Page("400 Bad Request", "Bad request", "The app waits for a sign-in here.");

    public static readonly byte[] NotFound = Page("404 Not Found", "Nothing here", "The app waits for a sign-in here.");

    public static readonly byte[] MethodNotAllowed =
        Page("405 Method Not Allowed", "Bad request", "The app waits for a sign-in here.", "Allow: GET\r\n");

    public static readonly byte[] TooLarge =
        Page("431 Request Header Fields Too Large", "Bad request", "The app waits for a sign-in here.");

    private static byte[] Page(string status, string title, string text, string header = "")
    {
        var body =
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title>"
            + "<style>body{font:16px system-ui,sans-serif;margin:20vh auto;max-width:32em;padding:0 1em;text-align:center}</style>"
            + "</head><body><h1>" + title + "</h1><p>" + text + "</p></body></html>";
        var head = string.Format(
            CultureInfo.InvariantCulture,
            "HTTP/1.1 {0}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {1}\r\n"
            + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
            + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n{2}Connection: close\r\n\r\n",
            status,
            Encoding.ASCII.GetByteCount(body),
            header);
        return Encoding.ASCII.GetBytes(head + body);
    }
}
