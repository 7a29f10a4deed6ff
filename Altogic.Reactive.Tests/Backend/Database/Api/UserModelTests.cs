using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>What the database operations may not do with users (app definition §6.4), and what deleting one means.</summary>
internal sealed class UserModelTests
{
    private BackendFixture _backend = null!;

    [SetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [Test]
    public async Task AccessGroupsAndPassword_CannotBeWritten()
    {
        var created = await _backend.CreateAsync("users", "{'name': 'Eve', 'accessGroupKeys': ['admin'], 'password': 'readable'}");
        var id = created.Id();
        var attempts = new (string Path, JsonObject Body)[]
        {
            ("object/update", new JsonObject { ["id"] = id, ["values"] = DbCalls.Json("{'accessGroupKeys': ['admin'], 'password': 'readable', 'accessGroupKeys.x': 1, 'password.x': 'readable'}") }),
            ("update", new JsonObject { ["query"] = DbCalls.Query("true"), ["values"] = DbCalls.Json("{'accessGroupKeys': ['admin'], 'password': 'readable'}") }),
            ("object/update-fields", new JsonObject { ["id"] = id, ["updates"] = DbCalls.Json("[{'field': 'accessGroupKeys', 'updateType': 'push', 'value': 'admin'}]") }),
            ("object/update-fields", new JsonObject { ["id"] = id, ["updates"] = DbCalls.Json("[{'field': 'accessGroupKeys', 'updateType': 'set', 'value': ['admin']}]") }),
            ("update-fields", new JsonObject { ["query"] = DbCalls.Query("true"), ["updates"] = DbCalls.Json("[{'field': 'password', 'updateType': 'set', 'value': 'readable'}]") }),
            ("object/append", new JsonObject { ["model"] = "users.accessGroupKeys", ["parentId"] = id, ["values"] = DbCalls.Json("{'a': 1}") }),
            ("object/set", new JsonObject { ["model"] = "users.password", ["parentId"] = id, ["values"] = DbCalls.Json("{'a': 1}") }),
        };
        foreach (var (path, body) in attempts)
        {
            body["model"] ??= "users";
            await _backend.DbAsync(path, body);
        }

        var stored = (await _backend.FindAsync("users", id))!;
        Assert.That(stored.ContainsKey("accessGroupKeys") || stored.ContainsKey("password"), Is.False, stored.ToJsonString());
    }

    [Test]
    public async Task WholeUserSentBack_IsAccepted()
    {
        var user = await SignUpAsync("ada@example.com");
        var sent = user["user"]!.DeepClone();
        sent["nickname"] = "A";

        var answer = await _backend.DbAsync("object/update", new JsonObject { ["model"] = "users", ["id"] = sent.Id(), ["values"] = sent });

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(answer.Json!["nickname"]!.GetValue<string>(), Is.EqualTo("A"));
    }

    [Test]
    public async Task Email_OfAnotherUser_IsNotUnique()
    {
        await SignUpAsync("ada@example.com");

        var answer = await _backend.DbAsync("object/create", "{'model': 'users', 'values': {'email': ' ADA@example.com '}}");

        Assert.That((answer.Status, answer.Code, answer.Details!["field"]!.GetValue<string>()), Is.EqualTo((400, "not_unique", "email")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Delete_EndsTheSessions_AndFreesTheAddress(bool byFilter)
    {
        var signedUp = await SignUpAsync("ada@example.com");
        var token = signedUp["session"]!["token"]!.GetValue<string>();
        var id = signedUp["user"]!.Id();

        var answer = byFilter
            ? await _backend.DbAsync("delete", new JsonObject { ["model"] = "users", ["query"] = DbCalls.Query("email == 'ada@example.com'") })
            : await _backend.DbAsync("object/delete", new JsonObject { ["model"] = "users", ["id"] = id });

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        var sessions = await _backend.GetAsync("/_api/rest/v1/auth/sessions", token);
        Assert.That((sessions.Status, sessions.Code), Is.EqualTo((401, "invalid_session_token")), sessions.Text);
        Assert.That((await _backend.PostAsync("/_api/rest/v1/auth/signin-email", DbCalls.Json("{'email': 'ada@example.com', 'password': 'secret1'}"))).Status, Is.EqualTo(401));
        await SignUpAsync("ada@example.com");
    }

    private async Task<JsonObject> SignUpAsync(string email)
    {
        var answer = await _backend.PostAsync("/_api/rest/v1/auth/signup-email", new JsonObject { ["email"] = email, ["password"] = "secret1" });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json!.AsObject();
    }
}
