using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class AccessGroupTests
{
    private const string ApiKey = "server-key";

    [Test]
    public async Task Groups_HoldFromTheNextSessionOn()
    {
        await using var backend = await StartAsync();
        var signUp = await backend.SignUpAsync();

        var answer = await PutAsync(backend, signUp.UserId(), """{"accessGroupKeys":["admin","support","admin"]}""");
        var next = await backend.SignInAsync();

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(answer.Json!["accessGroupKeys"]!.ToJsonString(), Is.EqualTo("""["admin","support"]"""));
        Assert.That(next.Json!["session"]!["accessGroupKeys"]!.ToJsonString(), Is.EqualTo("""["admin","support"]"""));
        var sessions = (await backend.GetAsync("sessions", next.Token())).Json!.AsArray();
        Assert.That(sessions.Select(session => session!["accessGroupKeys"]!.AsArray().Count), Is.EquivalentTo(new[] { 0, 2 }));
    }

    [Test]
    public async Task ApiKey_IsNeeded_AClientKeyIsNot()
    {
        await using var backend = await StartAsync();
        var id = (await backend.SignUpAsync()).UserId();

        Assert.That((await PutAsync(backend, id, "{}", null)).Code, Is.EqualTo("missing_API_key"));
        Assert.That((await PutAsync(backend, id, "{}", "wrong")).Code, Is.EqualTo("invalid_API_key"));
        Assert.That((await PutAsync(backend, id, "{}", backend.Fixture.ClientKey)).Code, Is.EqualTo("invalid_API_key"));
        Assert.That((await PutAsync(backend, id, """{"accessGroupKeys":[]}""")).Status, Is.EqualTo(200));
    }

    [TestCase("{}")]
    [TestCase("""{"accessGroupKeys":null}""")]
    [TestCase("""{"accessGroupKeys":"admin"}""")]
    [TestCase("""{"accessGroupKeys":["admin",1]}""")]
    [TestCase("""{"accessGroupKeys":["unknown"]}""")]
    public async Task Groups_OddOrUnknown_AreRefused(string body)
    {
        await using var backend = await StartAsync();
        var id = (await backend.SignUpAsync()).UserId();

        var answer = await PutAsync(backend, id, body);

        Assert.That((answer.Status, answer.Fields()), Is.EqualTo((400, "accessGroupKeys")));
    }

    [Test]
    public async Task User_Unknown_Is404()
    {
        await using var backend = await StartAsync();

        var answer = await PutAsync(backend, "64f1c0d2a9b3e45f6a7b8c90", """{"accessGroupKeys":["admin"]}""");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "user_not_found")));
    }

    [Test]
    public async Task SetByEmail_FindsTheUserInAnySpelling()
    {
        await using var backend = await StartAsync();
        await backend.SignUpAsync();
        var groups = backend.Fixture.Service<AuthModule>().Groups;

        await groups.SetByEmailAsync("ADA@example.com", ["admin"]);

        Assert.That((await backend.SignInAsync()).Json!["session"]!["accessGroupKeys"]!.ToJsonString(), Is.EqualTo("""["admin"]"""));
        Assert.That(async () => await groups.SetByEmailAsync("nobody", ["admin"]), Throws.TypeOf<ApiException>());
    }

    private static Task<AuthBackend> StartAsync() => AuthBackend.StartAsync(
        app: app => app with { AccessGroups = ["admin", "support"], ApiKeys = [new ApiKeyDefinition { Key = ApiKey }] });

    private static Task<Answer> PutAsync(AuthBackend backend, string id, string body, string? key = ApiKey) => backend.Fixture.SendAsync(
        "PUT", $"/_admin/v1/users/{id}/access-groups", JsonNode.Parse(body), null, ("Authorization", key), ("X-Client-Key", null));
}
