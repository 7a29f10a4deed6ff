using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Backend.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>What a user's own connections hear of the user (auth §11).</summary>
public sealed class UserEventTests
{
    private const string Auth = "/_api/rest/v1/auth/";
    private static readonly AppDefinition Confirming = new() { Auth = new AuthDefinition { EmailVerification = true, PhoneVerification = true } };
    private RealtimeBackend _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync(new AppDefinition
    {
        ClientKeys = [new ClientKeyDefinition { Key = "strict", EnforceSession = true }],
        AccessGroups = ["admin"],
        ApiKeys = [new ApiKeyDefinition { Key = "server" }],
    });

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task SignIn_AndSignOut_AreTold()
    {
        var (ada, session) = await OnlineAsync();
        var second = (await PostAsync("signin-email", Credentials())).Token();
        await RequireAsync(ada, "user:signin", second);
        await PostAsync("signout", null, second);
        await RequireAsync(ada, "user:signout", second);
        await ada.SettleAsync();
        Assert.That(session, Is.Not.EqualTo(second));
    }

    [Test]
    public async Task Form_HasTheNameTwiceAndTheSession()
    {
        var (ada, _) = await OnlineAsync();
        var answer = await PostAsync("signin-email", Credentials());
        var e = JsonNode.Parse(await ada.NextAsync())!.AsArray();
        Assert.That(e.Take(2).Select(part => (string?)part), Is.All.EqualTo("user:signin"));
        Assert.That(e[2]!.ToJsonString(), Is.EqualTo(answer.Json!["session"]!.ToJsonString()));
        Assert.That(e, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task SignOutAll_IsToldOnceForEachSession()
    {
        var (ada, first) = await OnlineAsync();
        var second = (await PostAsync("signin-email", Credentials())).Token();
        await RequireAsync(ada, "user:signin", second);
        await PostAsync("signout-all", null, first);
        string?[] ended = [Cause(await ada.NextAsync(), "user:signout"), Cause(await ada.NextAsync(), "user:signout")];
        Assert.That(ended, Is.EquivalentTo(new[] { first, second }));
        await PostAsync("signin-email", Credentials());
        await ada.SettleAsync();
    }

    [Test]
    public async Task SignOutOfTheOthers_IsToldForThem()
    {
        var (ada, first) = await OnlineAsync();
        var second = (await PostAsync("signin-email", Credentials())).Token();
        await RequireAsync(ada, "user:signin", second);
        await PostAsync("signout-all-except", null, first);
        await RequireAsync(ada, "user:signout", second);
        await ada.SettleAsync();
    }

    [Test]
    public async Task EndedSession_HearsNothingMoreButStaysConnected()
    {
        var (ada, first) = await OnlineAsync();
        await PostAsync("signout", null, first);
        await RequireAsync(ada, "user:signout", first);
        await PostAsync("signin-email", Credentials());
        await ada.SettleAsync();
        await ada.Raw.SendAsync("""42["message",{"eventName":"e","message":1,"echo":true}]""");
        Assert.That(await ada.NextAsync(), Does.StartWith("[\"e\""));
    }

    [Test]
    public async Task EndedSession_OfAKeyThatEnforcesThem_IsDisconnected()
    {
        var session = await SignUpAsync();
        var ada = await _backend.ConnectAsync(new JsonObject { ["clientKey"] = "strict", ["Session"] = session });
        await PostAsync("signout", null, session);
        await RequireAsync(ada, "user:signout", session);
        Assert.That(await ada.Raw.ReceiveAsync(), Is.EqualTo("41"));
        Assert.That(await ada.Raw.ReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task Changes_OfTheAccount_AreToldWithTheirKind()
    {
        var (ada, session) = await OnlineAsync();
        await PostAsync("change-pwd", new JsonObject { ["newPassword"] = "s3cret-2", ["oldPassword"] = "s3cret!" }, session);
        await RequireAsync(ada, "user:pwdchange", session);
        await RequireAsync(ada, "user:update", session);
        await PostAsync("change-email", new JsonObject { ["newEmail"] = "ada.l@example.com", ["currentPassword"] = "s3cret-2" }, session);
        await RequireAsync(ada, "user:emailchange", session);
        await RequireAsync(ada, "user:update", session);
        await PostAsync("change-phone", new JsonObject { ["newPhone"] = "+905551112233", ["currentPassword"] = "s3cret-2" }, session);
        await RequireAsync(ada, "user:phonechange", session);
        await RequireAsync(ada, "user:update", session);
        await PostAsync("change-pwd", new JsonObject { ["newPassword"] = "s3cret-3", ["oldPassword"] = "wrong!" }, session);
        await ada.SettleAsync();
    }

    [Test]
    public async Task Changes_OfOneUserInTheDatabase_AreTold()
    {
        var (ada, session) = await OnlineAsync();
        var id = await UserIdAsync(session);
        var update = new JsonObject { ["field"] = "name", ["updateType"] = "set", ["value"] = "Ada" };
        await DbAsync("object/update", id, new JsonObject { ["values"] = new JsonObject { ["name"] = "A" } }, session);
        await RequireAsync(ada, "user:update", session);
        await DbAsync("object/update-fields", id, new JsonObject { ["updates"] = update }, null);
        await RequireAsync(ada, "user:update", null);
        await DbAsync("object/delete", id, [], session);
        await RequireAsync(ada, "user:delete", session);
        await RequireAsync(ada, "user:signout", session);
        await ada.SettleAsync();
    }

    [Test]
    public async Task Changes_OfManyUsers_AreNot()
    {
        var (ada, session) = await OnlineAsync();
        var filter = new JsonObject { ["expression"] = "email == 'ada@example.com'" };
        await _backend.Fixture.PostAsync("/_api/rest/v1/db/update", new JsonObject
        {
            ["model"] = "users",
            ["query"] = filter.DeepClone(),
            ["values"] = new JsonObject { ["name"] = "A" },
        });
        await ada.SettleAsync();
        await _backend.Fixture.PostAsync("/_api/rest/v1/db/delete", new JsonObject { ["model"] = "users", ["query"] = filter });
        await RequireAsync(ada, "user:signout", session);
        await ada.SettleAsync();
    }

    [Test]
    public async Task AccessGroups_SetByAServer_AreToldWithoutASession()
    {
        var (ada, session) = await OnlineAsync();
        await _backend.Fixture.SendAsync(
            "PUT", $"/_admin/v1/users/{await UserIdAsync(session)}/access-groups", new JsonObject { ["accessGroupKeys"] = new JsonArray("admin") },
            null, ("Authorization", "server"));
        await RequireAsync(ada, "user:update", null);
    }

    [Test]
    public async Task Events_AreForTheUserAlone()
    {
        var (ada, _) = await OnlineAsync();
        var anonymous = await _backend.ConnectAsync();
        var other = await _backend.ConnectAsync(new JsonObject { ["Session"] = (await PostAsync("signup-email", Credentials("bob@example.com"))).Token() });
        await PostAsync("signin-email", Credentials());
        Assert.That(await ada.NextAsync(), Does.StartWith("[\"user:signin\""));
        await anonymous.SettleAsync();
        await other.SettleAsync();
    }

    [Test]
    public async Task Resets_OfThePassword_AreToldWithoutASession()
    {
        await using var backend = await RealtimeBackend.StartAsync(Confirming);
        var (ada, _) = await ConfirmedAsync(backend);
        await backend.Fixture.PostAsync(Auth + "send-reset?email=ada@example.com");
        var token = backend.Fixture.Outbox.Last(m => m.Template == "resetPassword").AccessToken;
        await backend.Fixture.PostAsync(Auth + "reset-pwd?key=" + token, new JsonObject { ["newPassword"] = "s3cret-2" });
        await RequireAsync(ada, "user:pwdchange", null);
        await RequireAsync(ada, "user:update", null);
    }

    [Test]
    public async Task NewAddress_IsToldWhenTheLinkIsFollowed()
    {
        await using var backend = await RealtimeBackend.StartAsync(Confirming);
        var (ada, session) = await ConfirmedAsync(backend);
        await backend.Fixture.PostAsync(
            Auth + "change-email", new JsonObject { ["newEmail"] = "ada.l@example.com", ["currentPassword"] = "s3cret!" }, session);
        await ada.SettleAsync();
        await FollowAsync(backend, "changeEmail");
        await RequireAsync(ada, "user:emailchange", null);
        await RequireAsync(ada, "user:update", null);
    }

    [Test]
    public async Task NewNumber_IsToldWhenTheCodeIsEntered()
    {
        await using var backend = await RealtimeBackend.StartAsync(Confirming);
        var (ada, session) = await ConfirmedAsync(backend);
        await backend.Fixture.PostAsync(
            Auth + "change-phone", new JsonObject { ["newPhone"] = "+905551112233", ["currentPassword"] = "s3cret!" }, session);
        await ada.SettleAsync();
        var code = backend.Fixture.Outbox.Last(m => m.Template == "changePhone").Code;
        await backend.Fixture.PostAsync($"{Auth}verify-phone?code={code}&phone=%2B905551112233");
        await RequireAsync(ada, "user:phonechange", null);
        await RequireAsync(ada, "user:update", null);
    }

    [Test]
    public async Task OldestSession_PushedOutByTheLimit_IsToldToo()
    {
        await using var backend = await RealtimeBackend.StartAsync(new AppDefinition { Auth = new AuthDefinition { MaxSessionsPerUser = 1 } });
        var first = (await backend.Fixture.PostAsync(Auth + "signup-email", Credentials())).Token();
        var ada = await backend.ConnectAsync(new JsonObject { ["Session"] = first });
        await backend.Fixture.PostAsync(Auth + "signin-email", Credentials());
        await RequireAsync(ada, "user:signout", first);
        await ada.SettleAsync();
    }

    [Test]
    public async Task PartsOfAUser_ThatChange_AreAnUpdate()
    {
        var (ada, session) = await OnlineAsync();
        var id = await UserIdAsync(session);
        await _backend.Fixture.PostAsync("/_api/rest/v1/db/object/set", new JsonObject
        {
            ["model"] = "users.home",
            ["parentId"] = id,
            ["values"] = new JsonObject { ["city"] = "London" },
        }, session);
        await RequireAsync(ada, "user:update", session);
    }

    private static JsonObject Credentials(string email = "ada@example.com") => new() { ["email"] = email, ["password"] = "s3cret!" };

    private Task<Answer> PostAsync(string operation, JsonNode? body, string? session = null) => _backend.Fixture.PostAsync(Auth + operation, body, session);

    private async Task<string> SignUpAsync() => (await PostAsync("signup-email", Credentials())).Token();

    private async Task<(SocketClient Client, string Session)> OnlineAsync()
    {
        var session = await SignUpAsync();
        return (await _backend.ConnectAsync(new JsonObject { ["Session"] = session }), session);
    }

    /// <summary>A user who has confirmed the address, online.</summary>
    private static async Task<(SocketClient Client, string Session)> ConfirmedAsync(RealtimeBackend backend)
    {
        await backend.Fixture.PostAsync(Auth + "signup-email", Credentials());
        await FollowAsync(backend, "verifyEmail");
        var session = (await backend.Fixture.PostAsync(Auth + "signin-email", Credentials())).Token();
        return (await backend.ConnectAsync(new JsonObject { ["Session"] = session }), session);
    }

    private static async Task FollowAsync(RealtimeBackend backend, string template)
    {
        using var response = await backend.Fixture.Http.GetAsync(new Uri(backend.Fixture.Outbox.Last(m => m.Template == template).Link!));
        Assert.That((int)response.StatusCode, Is.EqualTo(200).Or.EqualTo(302));
    }

    private async Task<string> UserIdAsync(string session) => (string)(await _backend.Fixture.GetAsync(Auth + "user", session)).Json!["_id"]!;

    private async Task DbAsync(string operation, string id, JsonObject body, string? session)
    {
        (body["model"], body["id"]) = ("users", id);
        Assert.That((await _backend.Fixture.PostAsync("/_api/rest/v1/db/" + operation, body, session)).Status, Is.EqualTo(200));
    }

    private static async Task RequireAsync(SocketClient client, string name, string? token) =>
        Assert.That(Cause(await client.NextAsync(), name), Is.EqualTo(token));

    /// <summary>The token of the session that caused an event.</summary>
    private static string? Cause(string text, string name)
    {
        var e = JsonNode.Parse(text)!;
        Assert.That((string?)e[0], Is.EqualTo(name));
        return (string?)e[2]?["token"];
    }
}
