using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

/// <summary>The cache operations as raw HTTP calls.</summary>
internal static class CacheCalls
{
    public const string Path = "/_api/rest/v1/cache";

    public static AppDefinition App(LimitsDefinition limits) => new() { Limits = limits };

    public static Task<Answer> CachedAsync(this BackendFixture backend, string key) =>
        backend.GetAsync(Path + "?key=" + Uri.EscapeDataString(key));

    /// <summary>The text of the answer to a read.</summary>
    public static async Task<string> ValueAsync(this BackendFixture backend, string key)
    {
        var answer = await backend.CachedAsync(key);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Text;
    }

    /// <summary>Posts a body written as relaxed JSON: single quotes stand for double ones.</summary>
    public static Task<Answer> CacheAsync(this BackendFixture backend, string operation, string body) =>
        backend.PostAsync(operation.Length == 0 ? Path : Path + "/" + operation, JsonNode.Parse(body.Replace('\'', '"')));

    /// <summary>Sets a key; fails the test when it is refused.</summary>
    public static async Task SetAsync(this BackendFixture backend, string key, JsonNode? value, int? ttl = null)
    {
        var body = new JsonObject { ["key"] = key, ["value"] = value };
        if (ttl is not null) body["ttl"] = ttl;
        var answer = await backend.PostAsync(Path, body);
        Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")));
    }

    public static async Task<JsonNode> StatsAsync(this BackendFixture backend)
    {
        var answer = await backend.GetAsync(Path + "/stats");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json!;
    }
}
