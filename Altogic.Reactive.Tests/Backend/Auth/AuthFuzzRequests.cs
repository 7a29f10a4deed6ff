using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Tests.Backend.Auth;

/// <summary>Makes requests to authentication that are well-formed HTTP and odd in everything else.</summary>
internal sealed class AuthFuzzRequests(Random random, string clientKey)
{
    /// <summary>Method, path, and the names that mean something in the query and in the body.</summary>
    private static readonly (string Method, string Path, string[] Query, string[] Body)[] Routes =
    [
        ("POST", "signup-email", [], ["email", "password", "nameOrUserData"]), ("POST", "signup-phone", [], ["phone", "password", "name"]),
        ("POST", "signin-email", [], ["email", "password"]), ("POST", "signin-phone", [], ["phone", "password"]), ("POST", "signin-code", ["phone", "code"], []),
        ("GET", "grant", ["key"], []), ("POST", "verify-phone", ["phone", "code"], []), ("POST", "resend", ["email"], []), ("POST", "resend-code", ["phone"], []),
        ("POST", "send-magic", ["email"], []), ("POST", "send-code", ["phone"], []), ("POST", "send-reset", ["email", "phone"], []), ("POST", "send-reset-code", ["phone"], []),
        ("POST", "reset-pwd", ["key"], ["newPassword"]), ("POST", "reset-pwd-code", ["phone", "code"], ["newPassword"]), ("POST", "signout", [], ["token"]),
        ("POST", "signout-all", [], []), ("POST", "signout-all-except", [], []), ("GET", "sessions", [], []), ("GET", "user", [], []),
        ("POST", "change-pwd", [], ["newPassword", "oldPassword"]), ("POST", "change-email", [], ["currentPassword", "newEmail"]),
        ("POST", "change-phone", [], ["currentPassword", "newPhone"]), ("GET", "/_auth/verify-email", ["key"], []), ("GET", "/_auth/magic-link", ["key"], []),
        ("GET", "/_auth/reset-password", ["key"], []), ("GET", "/_auth/change-email", ["key"], []), ("GET", "/_auth/google", ["redirect", "state"], []),
        ("GET", "/_auth/google/callback", ["state", "code", "error"], []), ("POST", "/_auth/google/callback", ["state"], ["state", "code"]), ("GET", "/_auth/%C3%BC%3B", ["redirect"], []),
    ];

    private static readonly string[] Texts =
    [
        "", "x", "ada@example.com", "eve%40example.com", "ADA%40EXAMPLE.COM", "+905551112233", "%2B905551112233", "%20905551112233", "000000", "123456", "%00", "%FF", "%ED%A0%80",
        "%zz", "%", "a%0d%0aInjected:%201", "null", "undefined", "[object%20Object]", "'--", "a%26b", "http%3A%2F%2F127.0.0.1%3A5000%2F", "http%3A%2F%2Flocalhost%2F%3Fa%3D1%23f",
        "http%3A%2F%2F%5B%3A%3A1%5D%3A1%2F", "http%3A%2F%2F127.0.0.1%40evil.com%2F", "http%3A%2F%2Fevil.com%2F", "http:%5C%5C127.0.0.1%5C", "javascript%3Aalert(1)", "%2F%2Fevil.com",
        "http%3A%2F%2F127.0.0.1%0d%0aInjected%3A1", "access_denied", "%F0%9F%98%80", "http%3A%2F%2F127.0.0.1%3A99999%2F",
    ];

    private static readonly string[] Hosts =
    [
        "127.0.0.1", "localhost", "localhost:99999", "127.0.0.1:0", "127.0.0.1:99999999999", "[::1]", "[::1]:70000", "evil.com", "127.0.0.1.evil.com", "127.1", "0x7f.1", "LOCALHOST:80",
    ];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("User-Agent", ["", "Mozilla/5.0 (X11; Linux) Firefox/117.0", "Altogic.Reactive/1.0 (.NET 10)", "ş😀", "((((((((", "Chrome/" ]), ("Accept", ["text/html", "*/*", "application/json"]),
        ("Origin", ["https://app.example.com", "null", "http://evil.com", "x"]), ("X-Client", ["altogic-dart", "altogic-js", "x, y"]), ("Accept-Language", ["tr", "*"]),
        ("X-Forwarded-For", ["1.2.3.4", "x"]), ("X-Forwarded-Host", ["evil.com"]), ("X-Forwarded-Proto", ["https"]), ("Authorization", ["x", "Bearer x"]), ("Referer", ["http://evil.com/"]),
        ("X-Request-Id", ["x", "a b", "ş"]), ("Cookie", ["session_token=x", "session_token=\"", "=;=;;", "altogic_trip_=x"]),
    ];

    private readonly AuthFuzzJson _json = new(random);
    private readonly List<string> _known = [];

    /// <summary>Something that the backend gave out: a token, a code, a cookie.</summary>
    public void Know(params string[] secrets) => _known.AddRange(secrets);

    public string Next()
    {
        var route = Routes[random.Next(Routes.Length)];
        var path = route.Path[0] == '/' ? route.Path : AuthBackend.Prefix + "/" + route.Path;
        var request = new StringBuilder();
        request.Append(CultureInfo.InvariantCulture, $"{route.Method} {Prefix()}{path}{Query(route.Query)} HTTP/1.1\r\n");
        request.Append(CultureInfo.InvariantCulture, $"Host: {(random.Next(3) == 0 ? Pick(Hosts) : "127.0.0.1")}\r\nConnection: close\r\n");
        AddHeaders(request);
        var body = route.Method == "GET" && random.Next(20) != 0 ? "" : Body(route.Body);
        if (body.Length > 0) request.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType(body)}\r\n");
        return request.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}").ToString();
    }

    private void AddHeaders(StringBuilder request)
    {
        if (random.Next(20) != 0) request.Append("X-Client-Key: ").Append(random.Next(20) == 0 ? "x" : clientKey).Append("\r\n");
        if (random.Next(2) == 0) request.Append("Session: ").Append(random.Next(4) == 0 ? "x" : _known[0]).Append("\r\n");
        for (var i = random.Next(-1, 4); i > 0; i--)
        {
            var (name, values) = Pick(Headers);
            request.Append(name).Append(": ").Append(random.Next(15) == 0 ? new string('x', random.Next(8000)) : Pick(values)).Append("\r\n");
        }

        if (random.Next(4) == 0) request.Append("Cookie: ").Append(_known[random.Next(_known.Count)]).Append("\r\n");
    }

    private string Prefix() => random.Next(12) switch
    {
        0 => "/e:64b1f0c2a9d3e45f60718293",
        1 => Pick(["/e:1%3Fx=", "/e:%23", "/e:a%20b", "/e:%C3%BC", "//", "///e:1", "/e:%5C%5Cevil.com", "/e:1@evil.com", "/e:%0d%0aInjected:1", "/E:x"]),
        _ => "",
    };

    private string Query(string[] names)
    {
        var query = new StringBuilder();
        foreach (var name in names)
            if (random.Next(8) != 0) Add(name);
        if (random.Next(10) == 0) Add(Pick(["key", "email", "", "%6Bey", "x%00"]));
        return query.ToString();

        void Add(string name) => query.Append(query.Length == 0 ? '?' : '&').Append(name).Append(random.Next(20) == 0 ? "" : "=").Append(Text());
    }

    private string Text() => random.Next(6) switch
    {
        0 => new string(Pick(["x", "1", "+", "@", ".", "%"])[0], random.Next(6000)),
        < 3 => Uri.EscapeDataString(_known[random.Next(_known.Count)]),
        _ => Pick(Texts),
    };

    private string Body(string[] members)
    {
        if (random.Next(12) == 0) return "";
        if (random.Next(40) == 0) return string.Join('&', members.Select(member => $"{member}={Text()}"));
        var body = _json.Object(members);
        return random.Next(6) == 0 ? body.Replace("\"x\"", $"\"{_known[random.Next(_known.Count)]}\"", StringComparison.Ordinal) : body;
    }

    private string ContentType(string body) => body[0] is '{' or '[' && random.Next(20) != 0
        ? "application/json"
        : Pick(["application/json", "application/x-www-form-urlencoded", "text/plain", "application/json; charset=utf-16", "multipart/form-data; boundary=x", "x"]);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
