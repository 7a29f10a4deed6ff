using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>The database operations as raw HTTP calls.</summary>
internal static class DbCalls
{
    public const string Prefix = "/_api/rest/v1/db";

    /// <summary>Posts a body written as relaxed JSON: single quotes stand for double ones.</summary>
    public static Task<Answer> DbAsync(this BackendFixture backend, string path, string body) =>
        backend.PostAsync($"{Prefix}/{path}", JsonNode.Parse(body.Replace('\'', '"')));

    public static Task<Answer> DbAsync(this BackendFixture backend, string path, JsonNode body) => backend.PostAsync($"{Prefix}/{path}", body);

    /// <summary>Creates an object and gives it back; fails the test when it is refused.</summary>
    public static async Task<JsonObject> CreateAsync(this BackendFixture backend, string model, string values)
    {
        var answer = await backend.DbAsync("object/create", new JsonObject { ["model"] = model, ["values"] = Json(values) });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json!.AsObject();
    }

    public static async Task<JsonObject?> FindAsync(this BackendFixture backend, string model, string id)
    {
        var answer = await backend.DbAsync("object/get", new JsonObject { ["model"] = model, ["id"] = id });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json?.AsObject();
    }

    public static JsonObject Query(string? expression) => new() { ["expression"] = expression };

    public static JsonNode Json(string relaxed) => JsonNode.Parse(relaxed.Replace('\'', '"'))!;

    public static string Id(this JsonNode node) => node["_id"]!.GetValue<string>();
}
