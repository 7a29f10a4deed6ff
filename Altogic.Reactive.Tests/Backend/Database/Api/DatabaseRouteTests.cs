using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>What holds for all twenty routes: rights, sessions, tolerance of old clients, failures of the store.</summary>
internal sealed class DatabaseRouteTests
{
    private static readonly string[] Reads = ["object/get", "get-list", "get-single", "get-random", "compute", "search-text", "fuzzy-search"];

    private static readonly string[] Writes =
    [
        "object/create", "object/set", "object/append", "object/update", "object/update-fields", "object/delete",
        "create", "set", "append", "update", "update-fields", "delete",
    ];

    private static readonly AppDefinition App = new()
    {
        ClientKeys =
        [
            new ClientKeyDefinition { Key = "all" },
            new ClientKeyDefinition { Key = "reader", Rights = [ClientRights.DbRead] },
            new ClientKeyDefinition { Key = "writer", Rights = [ClientRights.DbWrite] },
            new ClientKeyDefinition { Key = "strict", EnforceSession = true },
        ],
    };

    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync(App);

    [OneTimeTearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [TestCaseSource(nameof(Reads))]
    public async Task Read_NeedsItsRight(string path)
    {
        Assert.That(await CodeAsync(path, "writer"), Is.EqualTo("not_authorized_module"));
        Assert.That(await CodeAsync(path, "reader"), Is.Not.EqualTo("not_authorized_module"));
        Assert.That(await CodeAsync(path, "strict"), Is.EqualTo("missing_session_token"));
        Assert.That(await CodeAsync(path, "unknown"), Is.EqualTo("invalid_client_key"));
    }

    [TestCaseSource(nameof(Writes))]
    public async Task Write_NeedsItsRight(string path)
    {
        Assert.That(await CodeAsync(path, "reader"), Is.EqualTo("not_authorized_module"));
        Assert.That(await CodeAsync(path, "writer"), Is.Not.EqualTo("not_authorized_module"));
        Assert.That(await CodeAsync(path, "strict"), Is.EqualTo("missing_session_token"));
    }

    [TestCaseSource(nameof(Reads))]
    [TestCaseSource(nameof(Writes))]
    public async Task Body_Wrong_IsRefusedAndNeverAFailure(string path)
    {
        foreach (var body in new[] { "{}", "{'model': null}", "{'model': 'x', 'query': 5}", "{'model': 'x', 'query': null, 'options': 5}", "{'model': 'x', 'id': [], 'values': [], 'updates': 7, 'text': {}}" })
        {
            var answer = await SendAsync(path, "all", body);
            Assert.That(answer.Status, Is.AnyOf(200, 400, 404), $"{body}: {answer.Text}");
        }

        Assert.That((await SendAsync(path, "all", "{}")).Code, Is.EqualTo("missing_required_value"));
        Assert.That((await SendAsync(path, "all", "[]")).Status, Is.EqualTo(400));
    }

    [TestCase("nocache", true)]
    [TestCase("6months", true)]
    [TestCase("6month", true)]
    [TestCase("1year", true)]
    [TestCase("forever", false)]
    public async Task CacheOption_IsChecked(string cache, bool isKnown)
    {
        var answer = await SendAsync("object/create", "all", "{'model': 'cached', 'values': {}, 'options': {'cache': '" + cache + "', 'more': 1}}");

        Assert.That(answer.Status, Is.EqualTo(isKnown ? 200 : 400), answer.Text);
        if (!isKnown) Assert.That(answer.Code, Is.EqualTo("invalid_value"));
    }

    [Test]
    public async Task ExplicitNulls_CountAsAbsent()
    {
        var created = await SendAsync("object/create", "all", "{'model': 'nulls', 'id': null, 'parentId': null, 'options': null, 'values': {'a': 1}}");
        var found = await SendAsync("object/get", "all", "{'model': 'nulls', 'id': '" + created.Json!.Id() + "', 'lookups': null, 'options': {'cache': null}}");
        var listed = await SendAsync("get-list", "all", "{'model': 'nulls', 'returnCountInfo': null, 'query': {'expression': null, 'lookups': null, 'page': null, 'limit': null, 'sort': null, 'omit': null, 'group': null}}");

        Assert.That((created.Status, found.Status, listed.Status), Is.EqualTo((200, 200, 200)));
        Assert.That(listed.Json!.AsArray(), Has.Count.EqualTo(1));
    }

    [TestCase("true", true)]
    [TestCase("{}", true)]
    [TestCase("{'returnCountInfo': true}", true)]
    [TestCase("1", true)]
    [TestCase("false", false)]
    [TestCase("null", false)]
    [TestCase("0", false)]
    public async Task ReturnCountInfo_IsAnythingTrue(string value, bool withInfo)
    {
        var answer = await SendAsync("get-list", "all", "{'model': 'empty', 'returnCountInfo': " + value + "}");

        Assert.That(answer.Text, Is.EqualTo(withInfo ? """{"info":{"count":0,"totalPages":0,"currentPage":1,"pageSize":100},"data":[]}""" : "[]"));
    }

    [Test]
    public async Task Unknown_IsNullOrEmpty_NotAnError()
    {
        Assert.That((await SendAsync("object/get", "all", "{'model': 'never', 'id': '64b1f0c2a9d3e45f60718293'}")).Text, Is.EqualTo("null"));
        Assert.That((await SendAsync("object/get", "all", "{'model': 'never', 'id': 'nonsense'}")).Text, Is.EqualTo("null"));
        Assert.That((await SendAsync("object/delete", "all", "{'model': 'never', 'id': 'nonsense'}")).Text, Is.EqualTo("null"));
        Assert.That((await SendAsync("get-single", "all", "{'model': 'never'}")).Text, Is.EqualTo("null"));
        Assert.That((await SendAsync("get-list", "all", "{'model': 'never.inner'}")).Text, Is.EqualTo("[]"));
        Assert.That((await SendAsync("compute", "all", "{'model': 'never', 'computations': {'name': 'n', 'type': 'count'}}")).Text, Is.EqualTo("[]"));
    }

    [Test]
    public async Task Stats_CountTheObjectsOfEachModel()
    {
        await SendAsync("create", "all", "{'model': 'counted', 'values': [{'a': 1}, {'a': 2}]}");

        var answer = await _backend.SendAsync("GET", DbCalls.Prefix + "/stats", null, null, ("X-Client-Key", "reader"));

        var counted = answer.Json!.AsArray().Single(entry => entry!["model"]!.GetValue<string>() == "counted")!;
        Assert.That((long)counted["count"]!, Is.EqualTo(2));
        Assert.That((long)counted["size"]!, Is.Positive);
        Assert.That((long)counted["avgObjectSize"]!, Is.Positive);
        Assert.That((long)counted["storageSize"]!, Is.Positive);
        Assert.That((long)counted["indexes"]!, Is.Positive);
        Assert.That((long)counted["indexSize"]!, Is.Positive);
    }

    [Test]
    public async Task FullDisk_Is507AndNoneOfItIsKept()
    {
        await using var backend = await BackendFixture.StartAsync();
        backend.ExpectsErrors = true;
        await backend.CreateAsync("notes", "{'text': 'first'}");
        await backend.Service<SqliteDatabase>().WriteAsync(session => session.Scalar("PRAGMA max_page_count=60"));

        var answer = await backend.DbAsync("object/create", new JsonObject { ["model"] = "notes", ["values"] = new JsonObject { ["text"] = new string('x', 1_000_000) } });

        Assert.That((answer.Status, answer.Code, (string?)answer.Json!["errors"]![0]!["origin"]), Is.EqualTo((507, "insufficient_storage", "server_error")), answer.Text);
        Assert.That(answer.Text, Does.Not.Contain("SQLite"));
        Assert.That((await backend.DbAsync("get-list", "{'model': 'notes'}")).Json!.AsArray(), Has.Count.EqualTo(1));
        await backend.CreateAsync("notes", "{'text': 'small'}");
        Assert.That(backend.Log.Any(entry => entry.Id == 1023), Is.True);
    }

    private Task<Answer> SendAsync(string path, string key, string body) =>
        _backend.SendAsync("POST", $"{DbCalls.Prefix}/{path}", DbCalls.Json(body), null, ("X-Client-Key", key));

    private async Task<string?> CodeAsync(string path, string key) => (await SendAsync(path, key, "{'model': 'rights'}")).Code;
}
