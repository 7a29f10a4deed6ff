using System.Net;

namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>What <c>mail.smtp</c> says: <c>smtp://user:password@host:port?tls=on|off</c>.</summary>
internal sealed record SmtpAddress(string Host, int Port, NetworkCredential? Credential, bool Tls)
{
    private const string Example = "write it like \"smtp://user:password@smtp.example.com:587\".";
    private const int SubmissionPort = 587;
    private const int PlainPort = 25;

    /// <summary>The parts; null with the mistake when the text is no such address. TLS is on whenever a password is sent.</summary>
    public static SmtpAddress? Parse(string url, out string? mistake)
    {
        mistake = null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0) mistake = "is not an address: " + Example;
        else if (uri.Scheme == "smtps") mistake = "TLS from the first byte (smtps) is not supported, STARTTLS is: " + Example;
        else if (uri.Scheme != "smtp") mistake = $"does not begin with smtp://: {Example}";
        else if (uri.AbsolutePath is not ("" or "/")) mistake = $"has a path: {Example}";
        else if (uri.Query is not ("" or "?tls=on" or "?tls=off")) mistake = "knows ?tls=on and ?tls=off only.";
        if (mistake is not null) return null;

        var colon = uri!.UserInfo.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(colon < 0 ? uri.UserInfo : uri.UserInfo[..colon]);
        var credential = user.Length == 0 ? null : new NetworkCredential(user, colon < 0 ? "" : Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]));
        var port = uri.Port > 0 ? uri.Port : credential is null ? PlainPort : SubmissionPort;
        return new SmtpAddress(uri.IdnHost, port, credential, uri.Query == "?tls=on" || (credential is not null && uri.Query != "?tls=off"));
    }
}
