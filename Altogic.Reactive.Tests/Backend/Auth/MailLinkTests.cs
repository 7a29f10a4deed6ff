using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class MailLinkTests
{
    private const string App = "http://127.0.0.1:3000/auth-redirect";
    private static readonly AuthDefinition Confirming = new() { EmailVerification = true, PhoneVerification = true, RedirectUrl = App };

    [Test]
    public async Task VerifyEmail_RedirectsWithATokenThatOpensASession()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync();
        backend.Time.Advance(TimeSpan.FromMinutes(5));

        var redirect = await backend.FollowAsync(backend.Message("verifyEmail").Link!);
        var grant = await backend.GetAsync("grant?key=" + redirect["access_token"]);

        Assert.Multiple(() =>
        {
            Assert.That(redirect.Status, Is.EqualTo(302));
            Assert.That(redirect.Location, Does.StartWith(App + "?action=email-confirm&status=200&access_token="));
            Assert.That(redirect["access_token"], Does.Match("^[A-Za-z0-9_-]{43}$"));
            Assert.That(redirect["access_token"], Is.Not.EqualTo(backend.Message("verifyEmail").AccessToken));
            Assert.That((bool?)grant.User()["emailVerified"], Is.True);
            Assert.That((string?)grant.User()["lastLoginAt"], Is.EqualTo("2024-01-05T08:05:00.000Z"));
        });
        Assert.That((await backend.GetAsync("user", grant.Token())).Status, Is.EqualTo(200));
        Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task MagicLink_OpensASession()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        await backend.PostAsync("send-magic?email=" + AuthBackend.Email);

        var redirect = await backend.FollowAsync(backend.Message("magicLink").Link!);

        Assert.That((redirect["action"], redirect["status"]), Is.EqualTo(("magic-link", "200")));
        Assert.That((await backend.GetAsync("grant?key=" + redirect["access_token"])).Token(), Is.Not.Empty);
    }

    [Test]
    public async Task ResetPassword_LeadsToAForm_TheTokenWorksWithAndWithoutTheClick()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        await backend.PostAsync("send-reset?email=" + AuthBackend.Email);
        var message = backend.Message("resetPassword");

        var redirect = await backend.FollowAsync(message.Link!);
        Assert.That((redirect["action"], redirect["status"], redirect["access_token"]), Is.EqualTo(("reset-pwd", "200", message.AccessToken)));

        var answer = await backend.PostAsync("reset-pwd?key=" + message.AccessToken, new JsonObject { ["newPassword"] = "another-1" });
        Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")));
        Assert.That((await backend.SignInAsync()).Code, Is.EqualTo("invalid_credentials"));
        Assert.That((await backend.SignInAsync(password: "another-1")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task ChangeEmail_ChangesWithTheClick_AndGivesNoToken()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        var session = (await backend.SignInAsync()).Token();

        var answer = await backend.PostAsync(
            "change-email", new JsonObject { ["currentPassword"] = AuthBackend.Password, ["newEmail"] = "new@example.com" }, session);
        Assert.That((string?)answer.Json!["email"], Is.EqualTo(AuthBackend.Email), "unchanged until confirmed");
        Assert.That(backend.Message("changeEmail").To, Is.EqualTo("new@example.com"));

        var redirect = await backend.FollowAsync(backend.Message("changeEmail").Link!);

        Assert.That(redirect.Location, Is.EqualTo(App + "?action=change-email&status=200"));
        Assert.That((string?)(await backend.GetAsync("user", session)).Json!["email"], Is.EqualTo("new@example.com"));
        Assert.That((await backend.SignInAsync()).Code, Is.EqualTo("invalid_credentials"));
        Assert.That((await backend.SignInAsync("new@example.com")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task RepeatedClick_GivesTheSameRedirectForAQuarterOfAnHour()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync();
        var link = backend.Message("verifyEmail").Link!;

        var first = await backend.FollowAsync(link);
        backend.Time.Advance(TimeSpan.FromMinutes(15));
        var again = await backend.FollowAsync(link);
        Assert.That(again.Location, Is.EqualTo(first.Location));
        Assert.That((await backend.GetAsync("grant?key=" + again["access_token"])).Status, Is.EqualTo(200), "a scanner's click took nothing away");
        Assert.That((await backend.GetAsync("grant?key=" + again["access_token"])).Code, Is.EqualTo("invalid_access_token"), "but it counts once");

        backend.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await backend.FollowAsync(link);
        Assert.That((late["status"], late["error"]), Is.EqualTo(("400", "The link was used already.")));
        Assert.That(late["access_token"], Is.Null);
    }

    [Test]
    public async Task RepeatedClick_AfterTheLinksOwnHour_StillGivesTheSameRedirect()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync();
        backend.Time.Advance(TimeSpan.FromMinutes(59));
        var first = await backend.FollowAsync(backend.Message("verifyEmail").Link!);
        backend.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.That((await backend.FollowAsync(backend.Message("verifyEmail").Link!)).Location, Is.EqualTo(first.Location));
    }

    [Test]
    public async Task Link_AfterAnHour_HasExpired()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync();
        backend.Time.Advance(TimeSpan.FromMinutes(61));

        var redirect = await backend.FollowAsync(backend.Message("verifyEmail").Link!);

        Assert.That(redirect.Location, Is.EqualTo(App + "?action=email-confirm&status=400&error=The%20link%20has%20expired."));
        Assert.That((await backend.SignInAsync()).Code, Is.EqualTo("email_not_verified"));
    }

    [TestCase("/_auth/verify-email")]
    [TestCase("/_auth/verify-email?key=")]
    [TestCase("/_auth/verify-email?key=unknown")]
    [TestCase("/_auth/magic-link?key=0000000000000000000000000000000000000000000")]
    [TestCase("/_auth/reset-password?key=%00%0d%0aLocation:x")]
    [TestCase("/_auth/change-email?key=a&key=b")]
    [TestCase("/e:64e09f00a9b3e45f6a7b0001/_auth/verify-email?key=unknown")]
    public async Task Link_Unknown_RedirectsWithStatus400(string path)
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);

        var redirect = await backend.FollowAsync(backend.Fixture.Url + path);

        Assert.That((redirect.Status, redirect["status"], redirect["error"]), Is.EqualTo((302, "400", "The link is not valid.")));
        Assert.That(redirect.Location, Does.StartWith(App));
    }

    [Test]
    public async Task Key_OfAnotherKindOfLink_IsNotValid()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        await backend.PostAsync("send-reset?email=" + AuthBackend.Email);
        var key = backend.Message("resetPassword").AccessToken;

        Assert.That((await backend.FollowAsync($"{backend.Fixture.Url}/_auth/magic-link?key={key}"))["status"], Is.EqualTo("400"));
        var grant = await backend.GetAsync("grant?key=" + key);
        Assert.That((grant.Status, grant.Code), Is.EqualTo((401, "invalid_token_type")));
        Assert.That(
            (await backend.PostAsync("reset-pwd?key=" + key, new JsonObject { ["newPassword"] = "another-1" })).Status, Is.EqualTo(200),
            "the token is not used up by a wrong use");
    }

    [Test]
    public async Task VerifyEmail_SecondLinkAfterTheFirst_SaysAlreadyConfirmed()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync();
        var first = backend.Message("verifyEmail").Link!;
        await backend.PostAsync("resend?email=" + AuthBackend.Email);
        var second = backend.Message("verifyEmail").Link!;

        await backend.FollowAsync(second);

        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That((await backend.FollowAsync(first))["status"], Is.EqualTo("401"));
    }

    [Test]
    public async Task ChangeEmail_TakenMeanwhile_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        var session = (await backend.SignInAsync()).Token();
        await backend.PostAsync("change-email", new JsonObject { ["currentPassword"] = AuthBackend.Password, ["newEmail"] = "new@example.com" }, session);
        await backend.SignUpAsync("new@example.com");

        var redirect = await backend.FollowAsync(backend.Message("changeEmail").Link!);

        Assert.That((redirect["action"], redirect["status"]), Is.EqualTo(("change-email", "401")));
        Assert.That((string?)(await backend.GetAsync("user", session)).Json!["email"], Is.EqualTo(AuthBackend.Email));
    }

    [Test]
    public async Task MagicLink_OfAnAddressThatWasChanged_IsNotValid()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        var session = (await backend.SignInAsync()).Token();
        await backend.PostAsync("send-magic?email=" + AuthBackend.Email);
        await backend.PostAsync("change-email", new JsonObject { ["currentPassword"] = AuthBackend.Password, ["newEmail"] = "new@example.com" }, session);
        await backend.FollowAsync(backend.Message("changeEmail").Link!);

        Assert.That((await backend.FollowAsync(backend.Message("magicLink").Link!))["status"], Is.EqualTo("400"));
    }

    [Test]
    public async Task Links_WithConfirmationSwitchedOffMeanwhile_AreRefused()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = folder.Path, App = new AppDefinition { Auth = Confirming } };
        string key;
        await using (var first = await BackendFixture.StartAsync(options))
        {
            await first.PostAsync(AuthBackend.Prefix + "/signup-email", JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}"""));
            key = first.Outbox.Single().AccessToken!;
        }

        await using var second = await BackendFixture.StartAsync(options with { App = new AppDefinition { Auth = Confirming with { EmailVerification = false } } });
        using var response = await second.Http.GetAsync(new Uri("/_auth/verify-email?key=" + key, UriKind.Relative));

        Assert.That((await Redirect.ReadAsync(response))["status"], Is.EqualTo("401"));
    }

    [TestCase("http://app.example.com/auth?lang=tr&x=1#top", "http://app.example.com/auth?lang=tr&x=1&action=email-confirm&status=200&access_token=", "#top")]
    [TestCase("myapp://auth", "myapp://auth?action=email-confirm&status=200&access_token=", "")]
    [TestCase("http://app.example.com/?", "http://app.example.com/?action=email-confirm&status=200&access_token=", "")]
    [TestCase("http://app.example.com/yönlendir me", "http://app.example.com/y%C3%B6nlendir%20me?action=email-confirm&status=200&access_token=", "")]
    public async Task RedirectUrl_KeepsItsQueryAndFragment(string url, string start, string end)
    {
        await using var backend = await AuthBackend.StartAsync(Confirming with { RedirectUrl = url });
        await backend.SignUpAsync();

        var redirect = await backend.FollowAsync(backend.Message("verifyEmail").Link!);

        Assert.That(redirect.Location, Does.StartWith(start).And.EndWith(end));
    }

    [Test]
    public async Task ErrorRedirectUrl_GetsTheFailures()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming with { ErrorRedirectUrl = "http://127.0.0.1:3000/failed" });
        await backend.SignUpAsync();

        Assert.That((await backend.FollowAsync(backend.Fixture.Url + "/_auth/verify-email?key=x")).Location, Does.StartWith("http://127.0.0.1:3000/failed?"));
        Assert.That((await backend.FollowAsync(backend.Message("verifyEmail").Link!)).Location, Does.StartWith(App));
    }

    [Test]
    public async Task WithoutRedirectUrl_APlainPageSaysWhatHappened()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming with { RedirectUrl = null });
        await backend.SignUpAsync();

        var failed = await backend.FollowAsync(backend.Fixture.Url + "/_auth/verify-email?key=x");
        var done = await backend.FollowAsync(backend.Message("verifyEmail").Link!);

        Assert.That((failed.Status, done.Status), Is.EqualTo((400, 200)));
        Assert.That(failed.Body, Does.Contain("The link is not valid.").And.StartsWith("{\"errors\":"), "nobody said that it takes a page");
        Assert.That(done.Body, Does.Contain("<h1>Done</h1>"));
        using var browser = new HttpRequestMessage(HttpMethod.Get, "/_auth/verify-email?key=x");
        browser.Headers.Accept.ParseAdd("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        using var page = await backend.Fixture.Http.SendAsync(browser);
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("<h1>This did not work</h1>"));
        Assert.That(done.Location, Is.Null);
    }

    [Test]
    public async Task Answer_IsNeitherCachedNorReferredTo()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        using var response = await backend.Fixture.Http.GetAsync(new Uri("/_auth/verify-email?key=x", UriKind.Relative));

        Assert.That(response.Headers.CacheControl!.ToString(), Is.EqualTo("no-store"));
        Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
    }
}
