using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

/// <summary>Whatever comes in over HTTP: an answer comes back, and it is JSON with <c>errors</c>, or a success.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class HttpFuzzTests
{
    private const int Rounds = 1500;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get"];

    private static readonly string[] Segments =
    [
        "_api", "rest", "v1", "auth", "db", "object", "signup-email", "signin-email", "grant", "sessions", "user", "get-list", "create", "update",
        "compute", "_auth", "verify-email", "google", "callback", "_storage", "_admin", "users", "access-groups", "health", "e:1", "E:x", "", ".",
        "..", "%2e%2e", "%00", "%zz", "%C3%BC", "%FF", "{id}", "*", "a b", "x".PadRight(300, 'x'), "'--", "ı", "İ",
    ];

    private static readonly string[] Values =
    [
        "", "a", "a@b.co", "+4915112345678", "%2B49", "null", "undefined", "0", "-1", "1e999", "true", "{}", "[]", "[object Object]", "%", "%00", "&", "#",
        "=", "\"", "'", "' OR 1=1 --", "${jndi}", "<script>", "../../etc/passwd", "ı", "%F0%9F%98%80", "%ED%A0%80", "application/json", "multipart/form-data",
        "text/html", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "gzip", "bytes=0-", "a, b", "127.0.0.1", "https://evil.com",
    ];

    private static readonly string[] Headers =
    [
        "X-Client-Key", "Session", "Authorization", "Cookie", "Origin", "Referer", "X-Client", "User-Agent", "Accept", "Content-Encoding", "Content-Type",
        "X-Request-Id", "If-None-Match", "Range", "Expect", "X-Forwarded-For", "Access-Control-Request-Method", "Upgrade",
    ];

    private static readonly string[] Members =
    [
        "email", "password", "nameOrUserData", "phone", "model", "query", "expression", "values", "id", "_id", "options", "sort", "limit", "page", "lookups",
        "omit", "group", "updates", "field", "updateType", "computations", "type", "name", "data", "parentId", "returnTop", "$", "__proto__", "accessGroupKeys",
    ];

    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(3, true)]
    public async Task AnyRequest_IsAnsweredInJson(int seed, bool anyKey)
    {
        await using var backend = await BackendFixture.StartAsync(new AppDefinition { Auth = new AuthDefinition { Limits = new AuthLimitsDefinition { Enabled = false } } });
        var random = new Random(seed);
        var port = new Uri(backend.Url).Port;
        for (var round = 0; round < Rounds; round++)
        {
            var request = Request(random, anyKey ? null : backend.ClientKey);
            AssertAnswer(await RawHttp.SendAsync(port, Encoding.UTF8.GetBytes(request), hangUp: false), request);
        }

        Assert.That((await backend.GetAsync("/health")).Status, Is.EqualTo(200));
    }

    [TestCase(11)]
    [TestCase(12)]
    public async Task AnyBytes_EndNothing(int seed)
    {
        await using var backend = await BackendFixture.StartAsync();
        var random = new Random(seed);
        var port = new Uri(backend.Url).Port;
        for (var round = 0; round < 300; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Request(random, backend.ClientKey));
            for (var i = random.Next(20); i >= 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            await RawHttp.SendAsync(port, bytes[..random.Next(1, bytes.Length)], hangUp: true);
        }

        Assert.That((await backend.GetAsync("/health")).Status, Is.EqualTo(200));
        await backend.Backend.State.DrainAsync();
        Assert.That(backend.Backend.State.Active, Is.Zero);
    }

    private static string Request(Random random, string? key)
    {
        var request = new StringBuilder();
        var method = Pick(random, Methods);
        request.Append(CultureInfo.InvariantCulture, $"{method} {Path(random)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        if (key is not null) request.Append(CultureInfo.InvariantCulture, $"X-Client-Key: {key}\r\n");
        for (var i = random.Next(4); i > 0; i--)
        {
            var name = Pick(random, Headers);
            if (name == "X-Client-Key" && key is not null) continue;
            request.Append(CultureInfo.InvariantCulture, $"{name}: {Pick(random, Values)}\r\n");
        }

        var body = random.Next(3) == 0 ? "" : Body(random);
        if (random.Next(5) != 0 && body.Length > 0) request.Append("Content-Type: application/json\r\n");
        return request.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}").ToString();
    }

    private static string Path(Random random)
    {
        if (random.Next(40) == 0) return Pick(random, ["*", "http://x/_api", "/", "//", "///", "?", "/?x"]);
        var path = new StringBuilder();
        var module = random.Next(4) == 0 ? "" : Pick(random, ["/_api/rest/v1/auth", "/_api/rest/v1/db", "/_api/rest/v1/db/object", "/_auth", "/_admin/v1", "/e:1/_api/rest/v1/auth"]);
        path.Append(module);
        for (var i = random.Next(1, 4); i > 0; i--) path.Append('/').Append(Pick(random, Segments).Replace(' ', '+'));
        for (var i = random.Next(3); i > 0; i--)
        {
            path.Append(path.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?');
            path.Append(Pick(random, ["email", "key", "phone", "code", "apikey", "x"])).Append('=').Append(Pick(random, Values).Replace(" ", "%20", StringComparison.Ordinal));
        }

        return path.ToString();
    }

    private static string Body(Random random)
    {
        var text = Node(random, 4)?.ToJsonString() ?? "null";
        return random.Next(6) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => text.Insert(random.Next(text.Length), Pick(random, Values)),
            _ => text,
        };
    }

    private static JsonNode? Node(Random random, int depth) => random.Next(depth <= 0 ? 5 : 10) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.Next(3) == 0 ? double.MaxValue : random.Next(-5, 1000)),
        3 or 4 => JsonValue.Create(Pick(random, Values)),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(6)).Select(_ => Pick(random, Members)).Distinct().Select(m => KeyValuePair.Create(m, Node(random, depth - 1)))),
    };

    private static void AssertAnswer(string answer, string request)
    {
        var (status, head, body) = RawHttp.Parse(answer);
        Assert.That(status, Is.InRange(200, 499), $"no answer, or a failure of the server, to\n{request}\n{answer}");
        if (status < 400 || request.StartsWith("HEAD ", StringComparison.Ordinal)) return;
        if (body.Length == 0 && status is 400 or 405 && !head.Contains("X-Request-Id", StringComparison.Ordinal)) return; // refused by Kestrel before any code ran
        if (request.Contains("Accept: text/html", StringComparison.Ordinal) && head.Contains("Content-Type: text/html", StringComparison.Ordinal)) return; // a page for people
        Assert.That(head, Does.Contain("application/json"), $"{request}\n{answer}");
        ErrorAssertions.AssertIsError(body, $"{request}\n{answer}");
    }

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
