using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class GrantAndResetTests
{
    private static readonly AuthDefinition Confirming = new() { EmailVerification = true, PhoneVerification = true, RedirectUrl = "http://127.0.0.1:3000/" };

    [TestCase("grant", 400, "missing_access_token")]
    [TestCase("grant?key=", 400, "missing_access_token")]
    [TestCase("grant?key=unknown", 403, "invalid_access_token")]
    [TestCase("grant?key=0000000000000000000000000000000000000000000", 403, "invalid_access_token")]
    public async Task Grant_BadKeys_AreRefused(string operation, int status, string code)
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.GetAsync(operation);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
    }

    [Test]
    public async Task Grant_ManyAtOnce_OneWins()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var key = await GrantKeyAsync(backend);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => backend.GetAsync("grant?key=" + key)));

        Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Code == "invalid_access_token"), Is.EqualTo(15));
    }

    [Test]
    public async Task Grant_AfterAnHour_HasExpired()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var key = await GrantKeyAsync(backend);
        backend.Time.Advance(TimeSpan.FromMinutes(61));

        Assert.That((await backend.GetAsync("grant?key=" + key)).Code, Is.EqualTo("invalid_access_token"));
    }

    [Test]
    public async Task Grant_KeyOfAnUnfollowedLink_IsOfAnotherType()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync();

        var answer = await backend.GetAsync("grant?key=" + backend.Message("verifyEmail").AccessToken);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "invalid_token_type")));
    }

    [Test]
    public async Task Reset_WithGrantToken_IsOfAnotherType()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var key = await GrantKeyAsync(backend);

        var answer = await backend.PostAsync("reset-pwd?key=" + key, New());

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "invalid_token_type")));
        Assert.That((await backend.GetAsync("grant?key=" + key)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Reset_ManyAtOnce_OneWins()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var key = await ResetKeyAsync(backend);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => backend.PostAsync("reset-pwd?key=" + key, New($"another-{i}"))));

        Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Code == "invalid_access_token"), Is.EqualTo(7));
        var winner = Array.FindIndex(answers, answer => answer.Status == 200);
        Assert.That((await backend.SignInAsync(password: $"another-{winner}")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Reset_BadPassword_LeavesTheTokenUnused()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var key = await ResetKeyAsync(backend);

        Assert.That((await backend.PostAsync("reset-pwd?key=" + key, New("abc"))).Fields(), Is.EqualTo("newPassword"));
        Assert.That((await backend.PostAsync("reset-pwd?key=" + key, new JsonObject())).Fields(), Is.EqualTo("newPassword"));
        Assert.That((await backend.PostAsync("reset-pwd?key=" + key, New())).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Reset_EndsOlderLinksAndCodes()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var older = await ResetKeyAsync(backend);
        await backend.PostAsync("send-magic?email=" + AuthBackend.Email);
        var magic = backend.Message("magicLink").Link!;
        await backend.PostAsync("send-reset?email=" + AuthBackend.Email);

        await backend.PostAsync("reset-pwd?key=" + backend.Message("resetPassword").AccessToken, New());

        Assert.That((await backend.PostAsync("reset-pwd?key=" + older, New())).Code, Is.EqualTo("invalid_access_token"));
        Assert.That((await backend.FollowAsync(magic))["status"], Is.EqualTo("400"));
    }

    [Test]
    public async Task Reset_OpensNoSession_AndClosesNone()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        var session = (await backend.SignInAsync()).Token();
        await backend.PostAsync("send-reset?email=" + AuthBackend.Email);

        await backend.PostAsync("reset-pwd?key=" + backend.Message("resetPassword").AccessToken, New());

        Assert.That((await backend.GetAsync("sessions", session)).Json!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task SecondReset_ByTokenSentBefore_IsBoundToTheAddress()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        var session = (await backend.SignInAsync()).Token();
        await backend.PostAsync("send-reset?email=" + AuthBackend.Email);
        await backend.PostAsync("change-email", new JsonObject { ["currentPassword"] = AuthBackend.Password, ["newEmail"] = "new@example.com" }, session);
        await backend.FollowAsync(backend.Message("changeEmail").Link!);

        var answer = await backend.PostAsync("reset-pwd?key=" + backend.Message("resetPassword").AccessToken, New());

        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "invalid_access_token")));
    }

    private static JsonObject New(string password = "another-1") => new() { ["newPassword"] = password };

    private static async Task<string> GrantKeyAsync(AuthBackend backend)
    {
        await backend.SignUpAsync();
        return (await backend.FollowAsync(backend.Message("verifyEmail").Link!))["access_token"]!;
    }

    private static async Task<string> ResetKeyAsync(AuthBackend backend)
    {
        await backend.ConfirmedSignUpAsync();
        await backend.PostAsync("send-reset?email=" + AuthBackend.Email);
        return backend.Message("resetPassword").AccessToken!;
    }
}
