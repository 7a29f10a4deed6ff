namespace Altogic.Reactive.Tests.Auth;

/// <summary>Our call for every <c>client.*</c> and <c>reply.*</c> wire example.</summary>
internal static class ClientWireCalls
{
    private const string AtTheCall = "A bad argument is an ArgumentException.";
    private const string Made = "The official client hangs or hands out something that is not an error entry; ours makes one up (errors §5, rest Q9).";
    private const string NotFollowed = "A redirect is not followed: a POST would become a GET, and the session could reach another host.";

    private static readonly WireCall X = WireCall.Get("/x");
    private static readonly WireCall Posted = new(context => context.Post("/x", new { a = 1 }))
    {
        Requests = ["POST /x"],
        Fails = (ErrorKind.Api, ErrorCodes.InvalidResponse),
        Why = NotFollowed,
    };

    private static readonly WireCall Stats = new(context => context.GetStats());

    public static readonly IReadOnlyDictionary<string, WireCall> Table = new Dictionary<string, WireCall>
    {
        ["client.createClient/plain"] = Stats,
        ["client.createClient/two-trailing-slashes"] = Stats with
        {
            Requests = ["GET /_api/rest/v1/db/stats"],
            Why = "Every slash at the end is removed (rest Q1).",
        },
        ["client.createClient/surrounding-spaces"] = Stats,
        ["client.createClient/engine-env-id-url"] = Stats,
        ["client.createClient/stored-session"] = Stats,
        ["client.createClient/stored-session-and-api-key"] = X,
        ["client.createClient/no-storage"] = Stats,
        ["client.createClient/stored-session-not-json"] = WireCall.Local(_ =>
        {
            using var client = new AltogicClient("http://app.test", "k", new AltogicClientOptions { SessionStore = new BrokenStore() });
            Assert.That(client.Auth.CurrentSession, Is.Null);
            return null;
        }) with
        {
            Outcome = "null",
            Why = "A damaged store is logged and the client starts signed out; the official one throws.",
        },
        ["client.createClient/url-empty"] = WireCall.Refused(AtTheCall, _ => new AltogicClient("", "k").Dispose()),
        ["client.createClient/url-uppercase-scheme"] = WireCall.Local(_ =>
        {
            using var client = new AltogicClient("HTTP://app.c1.altogic.com", "k");
            return null;
        }) with
        {
            Outcome = "null",
            Why = "Schemes are case-insensitive (RFC 3986 §3.1); the official client throws.",
        },
        ["client.createClient/key-missing"] =
            WireCall.Refused(AtTheCall, _ => new AltogicClient("https://app.c1.altogic.com", null!).Dispose()),
        ["reply.error/errors-list"] = X,
        ["reply.error/bare-array"] = X,
        ["reply.error/bare-object"] = X,
        ["reply.error/null-body"] = X with { Fails = (ErrorKind.Api, ErrorCodes.InvalidResponse), Why = Made },
        ["reply.error/string-body"] = X with { Fails = (ErrorKind.Api, ErrorCodes.InvalidResponse), Why = Made },
        ["reply.error/odd-status-text"] = X,
        ["reply.error/too-many"] = X,
        ["reply.error/invalid-session-clears"] = new(async context =>
        {
            await context.Get("/x");
            return await context.Get("/y");
        }),
        ["reply.error/empty-body"] = X with { Fails = (ErrorKind.Api, ErrorCodes.InvalidResponse), Why = Made },
        ["reply.error/status-404"] = X,
        ["reply.error/status-500"] = X,
        ["reply.error/status-503"] = X,
        ["reply.error/text-resolve-type"] = new(context => context.GetText("/x")),
        ["reply.network/connection-reset"] = X with
        {
            Fails = (ErrorKind.Network, ErrorCodes.ConnectionLost),
            Why = "A lost network is a failed result, not an exception.",
        },
        ["reply.network/reset-in-body"] = X with { Fails = (ErrorKind.Network, ErrorCodes.ConnectionLost), Why = "The official client hangs." },
        ["reply.success/not-json"] = X with
        {
            Fails = (ErrorKind.Serialization, ErrorCodes.InvalidResponse),
            Why = "Garbage is not the same as nothing (errors §5).",
        },
        ["reply.success/empty-200"] = X,
        ["reply.success/no-content-204"] = X,
        ["reply.success/json-without-content-type"] = X,
        ["reply.success/created-201"] = X,
        ["reply.success/has-errors-key"] = X,
        ["reply.redirect/get-302"] = X with
        {
            Requests = ["GET /x"],
            Fails = (ErrorKind.Api, ErrorCodes.InvalidResponse),
            Why = NotFollowed,
        },
        ["reply.redirect/post-302"] = Posted,
        ["reply.redirect/post-307"] = Posted,
    };

    /// <summary>Cases that have no call here, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Without = new Dictionary<string, string>
    {
        ["client.createClient/key-number"] = "The compiler refuses a number.",
    };

    private sealed class BrokenStore : ISessionStore
    {
        public StoredSession? Load() => throw new FormatException("not json");

        public void Save(StoredSession state) => Assert.Fail("Nothing to save.");

        public void Clear() => Assert.Fail("Nothing to clear.");
    }
}
