using Altogic.Reactive.Endpoints;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Endpoints;

/// <summary>Our call for every <c>endpoint.*</c> wire example.</summary>
internal static class EndpointWireCalls
{
    private const string Encoded = "Query values are percent-encoded throughout; the characters mean the same.";
    private const string Falsy = "What is sent is what was given (rest Q14).";
    private const string Typed = "The content type follows from the body; a header that contradicts it is refused.";

    private static readonly object Values = new Dictionary<string, object?>
    {
        ["page"] = 2,
        ["q"] = "a b+c&d=e%41é",
        ["yes"] = true,
        ["no"] = false,
        ["zero"] = 0,
        ["none"] = null,
        ["gone"] = null,
        ["list"] = new object[] { 1, "x" },
        ["obj"] = new { a = new { b = 1 } },
        ["when"] = new DateTime(2022, 1, 2, 0, 0, 0, DateTimeKind.Utc),
        ["empty"] = "",
    };

    private static readonly EndpointOptions Trace = With(("X-Trace", "abc"), ("Accept", "application/xml"));

    public static readonly IReadOnlyDictionary<string, EndpointWireCall> Table = new Dictionary<string, EndpointWireCall>
    {
        ["endpoint.get/plain"] = new(e => e.Get("/orders")),
        ["endpoint.get/path-only"] = new(e => e.Get($"/orders/{42}")),
        ["endpoint.get/headers"] = new(e => e.Get("/orders", options: Trace)),
        ["endpoint.get/resolve-text"] = EndpointWireCall.Text(e => e.Get("/report", EndpointReply.Text)),
        ["endpoint.get/path-encoded"] = new(e => e.Get($"/{"a/b"}/{"c d"}")),
        ["endpoint.get/path-dots"] = new(e => e.Get("/a/../b/./c")),
        ["endpoint.get/path-double-slash"] = new(e => e.Get("//a//b")),
        ["endpoint.get/path-with-query-and-params"] = new(e => e.Get("/orders?x=1", new { y = 2 }))
        {
            Request = "GET /orders?x=1&y=2",
            Why = "A second question mark would be part of the first value.",
        },
        ["endpoint.get/path-with-hash"] = Refused("A fragment never reaches a server, and takes the query with it.", e => e.Get("/orders#frag", new { y = 2 })),
        ["endpoint.get/query-empty"] = new(e => e.Get("/orders", new { })),
        ["endpoint.get/query-encode-uri-component-set"] = new(e => e.Get("/orders", new { q = "!'()*~-_.:/@$,;=" }))
        {
            Request = "GET /orders?q=%21%27%28%29%2A~-_.%3A%2F%40%24%2C%3B%3D",
            Data = """{"ok":true,"method":"GET"}""",
            Why = Encoded,
        },
        ["endpoint.get/header-overrides-client-key"] =
            new(e => e.Get("/orders", null, With(("X-Client-Key", "other"), ("Session", "mine"), ("Authorization", "Bearer x")))),
        ["endpoint.get/header-invalid-value"] = Refused("A bad argument is an ArgumentException.", e => e.Get("/orders", options: With(("X-T", "a\nb")))),
        ["endpoint.get/header-null-value"] = new(e => e.Get("/orders", options: With(("X-Num", "5"))))
        {
            Headers = """{"x-num":"5"}""",
            Why = "A header without a value is left out by leaving it out.",
        },
        ["endpoint.get/resolve-empty-type"] = new(e => e.Get("/report")),
        ["endpoint.get/resolve-text-of-json"] = EndpointWireCall.Text(e => e.Get("/report", EndpointReply.Text)),
        ["endpoint.get/resolve-arraybuffer-empty"] = EndpointWireCall.Bytes(e => e.Get("/report", EndpointReply.Bytes)),
        ["endpoint.get/resolve-text-bom"] = EndpointWireCall.Text(e => e.Get("/report", EndpointReply.Text)) with
        {
            Data = "\"hi\\n\"",
            Why = "A byte order mark is no part of the text; browsers take it off as well.",
        },
        ["endpoint.post/plain"] = new(e => e.Post("/orders", new { a = 1 })),
        ["endpoint.post/path-only"] = new(e => e.Post("/orders/42")),
        ["endpoint.post/no-leading-slash"] = new(e => e.Post("orders/42")),
        ["endpoint.post/query"] = new(e => e.Post("/orders", null, Values)),
        ["endpoint.post/headers"] = new(e => e.Post("/orders", options: Trace)),
        ["endpoint.post/resolve-text"] = EndpointWireCall.Text(e => e.Post("/report", EndpointReply.Text)),
        ["endpoint.post/resolve-arraybuffer"] = EndpointWireCall.Bytes(e => e.Post("/report", EndpointReply.Bytes)),
        ["endpoint.post/error"] = new(e => e.Post("/orders")),
        ["endpoint.post/body-empty-string"] = new(e => e.Post("/orders", "")) { Body = "\"\"", Headers = Json, Why = Falsy },
        ["endpoint.post/body-zero"] = new(e => e.Post("/orders", 0)) { Body = "0", Headers = Json, Why = Falsy },
        ["endpoint.post/body-null"] = new(e => e.Post("/orders", null)),
        ["endpoint.post/body-date"] = new(e => e.Post("/orders", new DateTime(2022, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc))),
        ["endpoint.post/body-circular"] = new(e => e.Post("/orders", Circular()))
        {
            Fails = ErrorCodes.UnwritableValue,
            Why = "What cannot be written is not sent as [object Object].",
        },
        ["endpoint.post/body-bigint"] = new(e => e.Post("/orders", new { n = new System.Numerics.BigInteger(10) }))
        {
            Body = """{"n":10}""",
            Headers = Json,
            Why = "A large number is a number.",
        },
        ["endpoint.post/content-type-other-case"] = Refused(Typed, e => e.Post("/orders", new { a = 1 }, null, With(("content-type", "text/plain")))),
        ["endpoint.post/content-type-kept-without-body"] = Refused(Typed, e => e.Post("/orders", null, null, With(("Content-Type", "text/csv")))),
        ["endpoint.put/plain"] = new(e => e.Put("/orders", new { a = 1 })),
        ["endpoint.put/query"] = new(e => e.Put("/orders", null, Values)),
        ["endpoint.put/body-null"] = new(e => e.Put("/orders/1", null, new { a = 1 })),
        ["endpoint.delete/plain"] = new(e => e.Delete("/orders", new { a = 1 })),
        ["endpoint.delete/path-only"] = new(e => e.Delete("/orders/42")),
        ["endpoint.delete/no-leading-slash"] = new(e => e.Delete("orders/42")),
        ["endpoint.delete/headers"] = new(e => e.Delete("/orders", options: Trace)),
        ["endpoint.delete/resolve-text"] = EndpointWireCall.Text(e => e.Delete("/report", EndpointReply.Text)),
        ["endpoint.delete/body-array"] = new(e => e.Delete("/orders", new[] { 1, 2 })),
        ["endpoint.delete/everything"] = EndpointWireCall.Text(
            e => e.Delete("/orders/1", EndpointReply.Text, new { why = "é" }, new { soft = true }, With(("X-A", "b")))),
    };

    private const string Json = """{"content-type":"application/json"}""";

    private static EndpointOptions With(params (string Name, string Value)[] headers) =>
        new() { Headers = headers.ToDictionary(header => header.Name, header => header.Value) };

    private static EndpointWireCall Refused(string why, Func<EndpointManager, IObservable<Result<JToken?>>> run) =>
        new(run) { IsRefused = true, Why = why };

    private static Node Circular()
    {
        var node = new Node();
        node.Me = node;
        return node;
    }

    private sealed class Node
    {
        public Node? Me { get; set; }
    }
}
