using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

/// <summary>Odd but well-formed bodies to every route: an answer or a refusal, never a failure.</summary>
internal sealed class CacheFuzzTests
{
    private const int Requests = 2000;
    private static readonly string[] Operations = ["", "increment", "decrement", "expire", "list-keys", "stats", "delete", "get"];
    private static readonly string[] Texts = ["k", "n", "", " ", "a*b", "[", "[^", "\\", "*?[a-", "_w", "a2V5", "\u0000", "😀", "null", "{}", "__proto__", new string('x', 1025)];
    private Random _random = null!;

    [Test]
    public async Task OddBodies_NeverFail()
    {
        await using var backend = await BackendFixture.StartAsync();
        _random = new Random(8);
        for (var i = 0; i < Requests; i++)
        {
            var (operation, body) = (Pick(Operations), Body());
            var answer = await SendAsync(backend, operation, body);
            Assert.That(answer.Status, Is.AnyOf(200, 400, 413), $"{operation} {body?.ToJsonString()} → {answer}");
            if (answer.Status != 200) Assert.That((string?)answer.Json!["errors"]![0]!["origin"], Is.EqualTo("client_error"));
        }

        await backend.SetAsync("after", 1);
        Assert.That(await backend.ValueAsync("after"), Is.EqualTo("""{"value":1}"""));
    }

    private Task<Answer> SendAsync(BackendFixture backend, string operation, JsonNode? body) => operation switch
    {
        "stats" => backend.SendAsync("GET", CacheCalls.Path + "/stats", body),
        "delete" => backend.SendAsync("DELETE", CacheCalls.Path + (_random.Next(2) == 0 ? "" : "?key=k"), body),
        "get" => backend.SendAsync("GET", CacheCalls.Path + "?" + Pick(["key", "key=", "key=%", "key=%ff", "key=k&key=n", "=", "key=%00", "other=1"]), body),
        _ => backend.PostAsync(CacheCalls.Path + (operation.Length == 0 ? "" : "/" + operation), body),
    };

    private JsonNode? Body()
    {
        if (_random.Next(10) == 0) return Value(2);
        var body = new JsonObject();
        foreach (var name in new[] { "key", "keys", "value", "ttl", "increment", "decrement", "pattern", "next" })
            if (_random.Next(3) > 0) body[name] = _random.Next(4) == 0 ? Value(2) : Expected(name);
        return body;
    }

    private JsonNode? Expected(string name) => name switch
    {
        "ttl" => _random.Next(100),
        "increment" or "decrement" => _random.Next(-5, 5),
        "value" => Value(2),
        "keys" => new JsonArray(Pick(Texts), Pick(Texts)),
        _ => Pick(Texts),
    };

    private JsonNode? Value(int depth) => _random.Next(depth > 0 ? 12 : 10) switch
    {
        0 => null,
        1 => true,
        2 => _random.Next(10),
        3 => -1.5,
        4 => JsonNode.Parse("1e400"),
        5 => JsonNode.Parse("9223372036854775808"),
        6 => JsonNode.Parse("-1"),
        7 => "5",
        8 => new string('x', _random.Next(3000)),
        9 => Pick(Texts),
        10 => new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => Value(depth - 1))]),
        _ => new JsonObject { ["value"] = Value(depth - 1), [Pick(Texts)] = Value(depth - 1) },
    };

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
