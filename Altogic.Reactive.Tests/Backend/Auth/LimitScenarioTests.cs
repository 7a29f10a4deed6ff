using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class LimitScenarioTests
{
    [TestCase(AuthBackend.Email)]
    [TestCase("nobody@example.com")]
    public async Task Account_AfterFiveFailures_MustWait_KnownOrNot(string email)
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpAsync();
        for (var i = 0; i < 5; i++) Assert.That((await backend.SignInAsync(email, "wrong-1")).Status, Is.EqualTo(401));

        var refused = await backend.SignInAsync(email);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((429, "rate_limit_exceeded")));
        Assert.That(refused.Header("Retry-After"), Is.EqualTo("1"));
        backend.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await backend.SignInAsync(email, "wrong-1")).Status, Is.EqualTo(401));
        Assert.That((await backend.SignInAsync(email)).Header("Retry-After"), Is.EqualTo("2"));
    }

    [Test]
    public async Task Account_Success_ForgetsTheFailures()
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpAsync();

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) await backend.SignInAsync(password: "wrong-1");
            Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Account_OfOthers_IsNotHeldUp()
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpAsync();
        for (var i = 0; i < 6; i++) await backend.SignInAsync("eve@example.com", "wrong-1");

        Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task CurrentPassword_GuessedInASession_MustWaitToo()
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = await backend.EnterAsync();
        var body = new JsonObject { ["newPassword"] = "another-1", ["oldPassword"] = "wrong-1" };
        for (var i = 0; i < 5; i++) await backend.PostAsync("change-pwd", body.DeepClone(), session);

        Assert.That((await backend.PostAsync("change-pwd", body, session)).Status, Is.EqualTo(429));
    }

    [Test]
    public async Task Address_WithTooManyFailures_MustWait_ForEveryAccount()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { Limits = new AuthLimitsDefinition { FailuresPerAddress = 3 } });
        await backend.SignUpAsync();
        for (var i = 0; i < 3; i++) await backend.SignInAsync($"nobody{i}@example.com");

        var refused = await backend.SignInAsync();

        Assert.That((refused.Status, refused.Header("Retry-After")), Is.EqualTo((429, "600")));
        Assert.That((await backend.GetAsync("grant?key=x")).Status, Is.EqualTo(429));
        Assert.That((await backend.PostAsync("reset-pwd?key=x", new JsonObject { ["newPassword"] = "another-1" })).Status, Is.EqualTo(429));
        var link = await backend.FollowAsync(backend.Fixture.Url + "/_auth/verify-email?key=x");
        Assert.That(link.Status, Is.EqualTo(429), "a page, since no redirect is configured");
        backend.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Address_GuessingTokens_IsCounted()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { Limits = new AuthLimitsDefinition { FailuresPerAddress = 4 } });
        await backend.GetAsync("grant?key=x");
        await backend.PostAsync("reset-pwd?key=x", new JsonObject { ["newPassword"] = "another-1" });
        await backend.FollowAsync(backend.Fixture.Url + "/_auth/magic-link?key=x");
        await backend.PostAsync("verify-phone?phone=%2B905551112233&code=000000");

        Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(429));
    }

    [Test]
    public async Task SignUps_OfOneAddress_AreLimited()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { Limits = new AuthLimitsDefinition { SignUpsPerAddress = 2 } });
        await backend.SignUpAsync();
        Assert.That((await backend.SignUpAsync()).Code, Is.EqualTo("email_not_unique"), "refused sign-ups do not count");
        await backend.SignUpPhoneAsync();

        var refused = await backend.SignUpAsync("eve@example.com");

        Assert.That((refused.Status, refused.Header("Retry-After")), Is.EqualTo((429, "3600")));
    }

    [TestCase("signup-email", """{"email":"ada@example.com","password":"s3cret!"}""", "email_not_unique")]
    [TestCase("signup-phone", """{"phone":"+905551112233","password":"s3cret!"}""", "phone_not_unique")]
    public async Task Address_AskingByRefusedSignUpsWhoIsHere_IsCounted(string operation, string body, string code)
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { Limits = new AuthLimitsDefinition { FailuresPerAddress = 3 } });
        await backend.PostAsync(operation, JsonNode.Parse(body));
        for (var i = 0; i < 3; i++) Assert.That((await backend.PostAsync(operation, JsonNode.Parse(body))).Code, Is.EqualTo(code));

        Assert.That((await backend.PostAsync(operation, JsonNode.Parse(body))).Code, Is.EqualTo("rate_limit_exceeded"));
    }

    [TestCase(AuthBackend.Email)]
    [TestCase("nobody@example.com")]
    public async Task Messages_ToOneAddress_AreLimited_KnownOrNot(string email)
    {
        await using var backend = await AuthBackend.StartAsync(
            new AuthDefinition { EmailVerification = true, Limits = new AuthLimitsDefinition { MessagesPerAccount = 3 } });
        await backend.ConfirmedSignUpAsync("other@example.com");
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++) statuses.Add((await backend.PostAsync("send-magic?email=" + email)).Status);

        Assert.That(statuses, Is.EqualTo(new[] { 200, 200, 200, 429 }));
        backend.Time.Advance(TimeSpan.FromHours(1));
        Assert.That((await backend.PostAsync("send-magic?email=" + email)).Status, Is.EqualTo(200));
    }
}
