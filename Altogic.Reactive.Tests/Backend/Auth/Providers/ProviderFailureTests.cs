using System.Net.Http.Headers;
using System.Text;
using Altogic.Reactive.Backend.Modules.Auth.Providers;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth.Providers;

[Parallelizable(ParallelScope.Self)]
internal sealed class ProviderFailureTests
{
    [Test]
    public async Task Consent_Denied_IsToldToTheApp()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");

        var redirect = await scenario.OpenAsync(TestProvider.Deny(start.Location!));

        Assert.That(redirect.Location, Is.EqualTo(
            ProviderScenario.Failed + "?action=oauth-signin&status=400&error=The%20sign-in%20was%20refused%20at%20the%20provider."));
    }

    [Test]
    public async Task State_OfAnotherBrowser_IsRefused()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var back = scenario.Provider.Agree(start.Location!);
        var cookies = scenario.Cookies.ToDictionary();
        scenario.Cookies.Clear();

        Assert.That((await scenario.OpenAsync(back))["status"], Is.EqualTo("400"), "the victim of a forged link has no cookie");

        foreach (var (name, value) in cookies) scenario.Cookies[name] = value;
        Assert.That((await scenario.OpenAsync(back))["status"], Is.EqualTo("200"), "and used nothing up");
    }

    [TestCase("state=wrong")]
    [TestCase("state=")]
    [TestCase("")]
    public async Task State_WrongOrMissing_IsRefused(string state)
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var back = scenario.Provider.Agree(start.Location!);

        var redirect = await scenario.OpenAsync(back.Replace("state=" + start["state"], state, StringComparison.Ordinal));

        Assert.That(redirect.Location, Does.StartWith(ProviderScenario.Failed + "?action=oauth-signin&status=400&error="));
    }

    [Test]
    public async Task State_OfAnotherTripInTheSameBrowser_IsRefused()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var first = await scenario.OpenAsync("/_auth/google");
        var second = await scenario.OpenAsync("/_auth/google");
        var names = scenario.Cookies.Keys.ToList();
        (scenario.Cookies[names[0]], scenario.Cookies[names[1]]) = (scenario.Cookies[names[1]], scenario.Cookies[names[0]]);

        Assert.That((await scenario.OpenAsync(scenario.Provider.Agree(first.Location!)))["status"], Is.EqualTo("400"));
        Assert.That((await scenario.OpenAsync(scenario.Provider.Agree(second.Location!)))["status"], Is.EqualTo("400"));
    }

    [Test]
    public async Task Answer_OfOneProviderAtAnother_IsRefused()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var back = scenario.Provider.Agree(start.Location!).Replace("/_auth/google/", "/_auth/github/", StringComparison.Ordinal);

        Assert.That((await scenario.OpenAsync(back))["status"], Is.EqualTo("400"));
    }

    [Test]
    public async Task Cookie_Forged_IsRefused()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var name = scenario.Cookies.Keys.Single();
        foreach (var forged in new[] { "x", "AAAA", scenario.Cookies[name][..^4] + "AAAA" })
        {
            scenario.Cookies[name] = forged;
            Assert.That((await scenario.OpenAsync(scenario.Provider.Agree(start.Location!)))["status"], Is.EqualTo("400"), forged);
            scenario.Cookies[name] = forged;
        }
    }

    [Test]
    public async Task State_AfterTenMinutes_HasExpired()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        scenario.Backend.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        var redirect = await scenario.OpenAsync(scenario.Provider.Agree(start.Location!));

        Assert.That((redirect["status"], redirect["error"]), Is.EqualTo(("400", "The sign-in took too long. Start again.")));
    }

    [Test]
    public async Task Answer_Replayed_CountsOnce()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var cookies = scenario.Cookies.ToDictionary();
        var back = scenario.Provider.Agree(start.Location!);
        Assert.That((await scenario.OpenAsync(back))["status"], Is.EqualTo("200"));

        foreach (var (name, value) in cookies) scenario.Cookies[name] = value;
        var replayed = await scenario.OpenAsync(back);

        Assert.That((replayed["status"], replayed["error"]), Is.EqualTo(("400", "The sign-in was completed already. Start again.")));
        Assert.That((await scenario.OpenAsync(back))["status"], Is.EqualTo("400"), "and without its cookie neither");
    }

    [Test]
    public async Task Answer_ManyAtOnce_CountsOnce()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var cookie = scenario.Cookies.Single();
        var back = new Uri(scenario.Provider.Agree(start.Location!));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, back);
            request.Headers.Add("Cookie", $"{cookie.Key}={cookie.Value}");
            using var response = await scenario.Backend.Fixture.Http.SendAsync(request);
            return await Redirect.ReadAsync(response);
        }));

        Assert.That(answers.Count(answer => answer["status"] == "200"), Is.EqualTo(1));
    }

    [Test]
    public async Task Code_AlreadyUsedAtTheProvider_IsToldToTheApp()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var back = scenario.Provider.Agree(start.Location!);
        var code = back[back.IndexOf("&code=", StringComparison.Ordinal)..];
        await scenario.OpenAsync(back);
        var again = await scenario.OpenAsync("/_auth/google");

        var redirect = await scenario.OpenAsync($"{again["redirect_uri"]}?state={again["state"]}{code}");

        Assert.That((redirect["status"], redirect["error"]), Is.EqualTo(("400", "The provider refused the token request with status 400.")), "the code");
    }

    [Test]
    public async Task Code_Missing_IsToldToTheApp()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");

        Assert.That((await scenario.OpenAsync($"{start["redirect_uri"]}?state={start["state"]}"))["status"], Is.EqualTo("400"));
    }

    [TestCase(500, "{}", "502")]
    [TestCase(401, "{}", "400")]
    [TestCase(302, "{}", "502")]
    [TestCase(200, "<html>", "502")]
    [TestCase(200, "", "502")]
    [TestCase(200, "[]", "502")]
    [TestCase(200, "{}", "400")]
    [TestCase(200, """{"access_token":7}""", "400")]
    [TestCase(200, """{"access_token":""}""", "400")]
    [TestCase(200, """{"error":"bad_verification_code"}""", "400")]
    [TestCase(200, """{"access_token":"wrong"}""", "400")]
    [TestCase(200, """{"access_token":"at-1","\ud800":1}""", "502")]
    [TestCase(200, """{"access_token":"\udc00"}""", "502")]
    [TestCase(200, """{"access_token":"at-1\r\nInjected: 1"}""", "502")]
    [TestCase(200, """{"access_token":"at-ş"}""", "502")]
    [TestCase(200, """{"access_token":"at-\u0000"}""", "502")]
    public async Task TokenAnswer_Odd_IsToldToTheApp(int status, string body, string expected)
    {
        await using var scenario = await ProviderScenario.StartAsync();
        scenario.Provider.Token = context => TestProvider.AnswerAsync(context, status, body);

        var redirect = await scenario.SignInAsync();

        Assert.That(redirect.Location, Does.StartWith($"{ProviderScenario.Failed}?action=oauth-signin&status={expected}&error="));
    }

    [TestCase(500, "{}", "502")]
    [TestCase(403, "{}", "400")]
    [TestCase(200, "name=ada", "502")]
    [TestCase(200, "null", "502")]
    [TestCase(200, "{}", "502")]
    [TestCase(200, """{"sub":{}}""", "502")]
    [TestCase(200, """{"sub":"a","sub":"b"}""", "502")]
    [TestCase(200, """{"sub":"\ud83d"}""", "502")]
    [TestCase(200, """{"sub":"a","\ud83d":1}""", "502")]
    [TestCase(200, """{"sub":"a","email_verified":"\ud83d"}""", "502")]
    [TestCase(200, """{"data":{"sub":"a","picture":{"x\udc00":1}}}""", "502")]
    public async Task Profile_Odd_IsToldToTheApp(int status, string body, string expected)
    {
        await using var scenario = await ProviderScenario.StartAsync();
        scenario.Provider.UserInfo = context => TestProvider.AnswerAsync(context, status, body);

        var redirect = await scenario.SignInAsync();

        Assert.That(redirect.Location, Does.StartWith($"{ProviderScenario.Failed}?action=oauth-signin&status={expected}&error="));
    }

    [Test]
    public async Task Profile_NotUtf8_IsToldToTheApp()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        scenario.Provider.UserInfo = async context => await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes("{\"sub\":\"a\",\"\xFF\":1}"));

        Assert.That((await scenario.SignInAsync())["status"], Is.EqualTo("502"));
    }

    [Test]
    public async Task Profile_TooLarge_IsToldToTheApp()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        scenario.Provider.UserInfo = context => TestProvider.AnswerAsync(context, 200, "{\"sub\":\"" + new string('x', 2 << 20) + "\"}");

        Assert.That((await scenario.SignInAsync())["status"], Is.EqualTo("502"));
    }

    [Test]
    public async Task Provider_Gone_IsToldToTheApp()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var back = scenario.Provider.Agree(start.Location!);
        await scenario.Provider.DisposeAsync();

        Assert.That((await scenario.OpenAsync(back))["status"], Is.EqualTo("502"));
    }

    [TestCase("/_auth/unknown")]
    [TestCase("/_auth/Google")]
    [TestCase("/_auth/google?redirect=http%3A%2F%2Fevil.example%2F")]
    [TestCase("/_auth/google?redirect=")]
    [TestCase("/_auth/google?redirect=https%3A%2F%2F127.0.0.1%2F")]
    public async Task Start_Impossible_IsToldToTheAppAndNobodyElse(string path)
    {
        await using var scenario = await ProviderScenario.StartAsync();

        var redirect = await scenario.OpenAsync(path);

        Assert.That(redirect.Location, Does.StartWith(ProviderScenario.Failed + "?action=oauth-signin&status=400&error="));
        Assert.That(redirect.Cookies, Is.Empty);
    }

    [Test]
    public async Task Start_UnknownProvider_IsToldToTheProgramThatAsked()
    {
        await using var scenario = await ProviderScenario.StartAsync();

        var redirect = await scenario.OpenAsync("/_auth/unknown?redirect=http%3A%2F%2F127.0.0.1%3A5000%2F&state=abc");

        Assert.That(redirect.Location, Does.StartWith("http://127.0.0.1:5000/?action=oauth-signin&status=400&error=").And.EndWith("&state=abc"));
    }

    [Test]
    public async Task Failure_AfterALoopbackStart_GoesThere()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google?redirect=http%3A%2F%2Flocalhost%3A5000%2F&state=abc");

        var redirect = await scenario.OpenAsync(TestProvider.Deny(start.Location!));

        Assert.That(redirect.Location, Does.StartWith("http://localhost:5000/?action=oauth-signin&status=400&error=").And.EndWith("&state=abc"));
    }

    [Test]
    public async Task WithoutRedirectUrl_APlainPageSaysWhatHappened()
    {
        await using var scenario = await ProviderScenario.StartAsync(auth => auth with { RedirectUrl = null, ErrorRedirectUrl = null });

        var failed = await scenario.OpenAsync("/_auth/unknown");
        var done = await scenario.SignInAsync();

        Assert.That((failed.Status, done.Status), Is.EqualTo((400, 200)));
        Assert.That(failed.Body, Does.Contain("The sign-in provider is not known here."));
        Assert.That(done.Body, Does.Not.Contain("access_token"));
    }

    [Test]
    public async Task Callback_PostedRubbish_IsToldToTheApp()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        foreach (var content in new HttpContent?[] { null, new StringContent("{"), new StringContent("%%%", null, "application/x-www-form-urlencoded"), new ByteArrayContent(new byte[5000]), Torso() })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_auth/google/callback") { Content = content };
            var redirect = await scenario.SendAsync(request);
            Assert.That(redirect.Status, Is.EqualTo(303));
            Assert.That((await scenario.OpenAsync(redirect.Location!))["status"], Is.EqualTo("400"));
        }

        static HttpContent Torso()
        {
            var content = new StringContent("state=1&code=" + new string('x', 5000));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
            return content;
        }
    }

    [TestCase("application/x-www-form-urlencoded", 413)]
    [TestCase("multipart/form-data; boundary=x", 303)]
    public async Task Callback_PostedTooMuch_IsNotRead(string type, int status)
    {
        await using var scenario = await ProviderScenario.StartAsync();
        using var content = new StringContent("state=1&code=" + new string('x', 100_000));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_auth/google/callback") { Content = content };

        var answer = await scenario.SendAsync(request);

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer["code"], Is.Null);
    }

    [Test]
    public async Task Callback_PostedWithoutAnEnd_IsRefusedAfterWhatAProviderHasToSay()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var form = "state=1&code=" + new string('x', 100_000);
        var request = "POST /_auth/google/callback HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{form.Length:x}\r\n{form}\r\n";

        var answer = RawHttp.Parse(await RawHttp.SendAsync(new Uri(scenario.Backend.Fixture.Url).Port, request));

        Assert.That(answer.Status, Is.EqualTo(413));
        Assert.That(answer.Body, Does.Contain("content_too_large"));
    }

    [Test]
    public async Task Callback_PostedForAnUnknownProvider_IsRefusedUnread()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        using var content = new StringContent("state=1&code=2", null, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_auth/unknown/callback") { Content = content };

        var redirect = await scenario.SendAsync(request);

        Assert.That(redirect.Location, Does.StartWith(ProviderScenario.Failed + "?action=oauth-signin&status=400&error="));
    }

    [Test]
    public async Task Log_HoldsNoSecrets()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var redirect = await scenario.SignInAsync();
        scenario.Provider.Token = context => TestProvider.AnswerAsync(context, 500, "code-from-provider");
        var failed = await scenario.SignInAsync();
        await scenario.Backend.GetAsync("grant?key=" + redirect["access_token"]);

        var log = string.Join('\n', scenario.Backend.Fixture.Log.Select(entry => entry.Text + entry.Exception));
        Assert.That(failed["status"], Is.EqualTo("502"));
        Assert.That(log, Does.Contain("Sign-in with provider google failed"));
        foreach (var secret in new[] { redirect["access_token"]!, TestProvider.ClientSecret, "4/", "at-1", "ada@example.com", "code-from-provider" })
            Assert.That(log, Does.Not.Contain(secret));
    }

    [Test]
    public async Task Provider_NotAnswering_IsGivenUpAfterTheTimeLimit()
    {
        await using var provider = await TestProvider.StartAsync();
        var time = new ManualTimers();
        var asked = new TaskCompletionSource();
        provider.Token = async context =>
        {
            asked.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        };
        using var client = new ProviderClient(time);

        var reading = client.ReadProfileAsync(provider.Definition, "code", "verifier", "http://127.0.0.1/", CancellationToken.None);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.That(reading.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<ProviderException>(() => reading);
        Assert.That(failure!.Status, Is.EqualTo(504));
    }
}
