using System.Security.Cryptography;
using System.Text;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Backend.Auth.Providers;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

/// <summary>
/// Odd requests to every route of authentication, among people who have accounts, sessions, links and codes: always an answer,
/// never a failure, and nobody is sent to a stranger's address. The fixture fails the test when the backend logs an error.
/// </summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class AuthFuzzTests
{
    private const int Rounds = 1500;
    private const string App = "http://127.0.0.1:3000/app?x=1";

    /// <summary>Seeds that stay, and one that nobody has tried yet.</summary>
    private static IEnumerable<int> Seeds() => [1, 2, 3, RandomNumberGenerator.GetInt32(1000, int.MaxValue)];

    [TestCaseSource(nameof(Seeds))]
    public async Task OddRequests_AreAnsweredOrRefused(int seed)
    {
        await TestContext.Out.WriteLineAsync($"Seed {seed}");
        await using var provider = await TestProvider.StartAsync();
        await using var backend = await AuthBackend.StartAsync(Settings(provider, confirm: seed % 2 == 1));
        var requests = new AuthFuzzRequests(new Random(seed), backend.Fixture.ClientKey);
        await LearnAsync(backend, requests);
        var port = new Uri(backend.Fixture.Url).Port;
        for (var round = 0; round < Rounds; round++)
        {
            var request = requests.Next();
            var answer = await RawHttp.SendAsync(port, Encoding.UTF8.GetBytes(request), hangUp: false);
            AssertAnswer(answer, $"seed {seed}, round {round}:\n{Short(request)}\n{Short(answer)}", provider.Url);
            if (round % 100 == 0) Learn(backend, requests);
        }

        foreach (var message in backend.Fixture.Outbox.Where(message => message.Link is not null))
            Assert.That(new Uri(message.Link!).Host, Is.AnyOf("127.0.0.1", "localhost", "[::1]"), $"seed {seed}");
        Assert.That((await backend.Fixture.GetAsync("/health")).Status, Is.EqualTo(200));
    }

    [TestCaseSource(nameof(Seeds))]
    public async Task OddAnswersOfAProvider_AreToldToTheApp(int seed)
    {
        await TestContext.Out.WriteLineAsync($"Seed {seed}");
        await using var scenario = await ProviderScenario.StartAsync();
        var json = new AuthFuzzJson(new Random(seed));
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 200; round++)
        {
            var token = round % 3 == 0 ? json.Object("access_token", "id_token", "error", "token_type") : """{"access_token":"at-1"}""";
            var profile = json.Object("sub", "id", "email", "email_verified", "name", "picture", "data", "login");
            scenario.Provider.Token = context => TestProvider.AnswerAsync(context, 200, token);
            scenario.Provider.UserInfo = context => TestProvider.AnswerAsync(context, 200, profile);

            var redirect = await scenario.SignInAsync();

            Assert.That(redirect["status"], Is.AnyOf("200", "400", "401", "502"), $"seed {seed}, round {round}:\n{Short(token)}\n{Short(profile)}\n{redirect}");
            told.Add(redirect["status"]!);
            scenario.Cookies.Clear();
        }

        Assert.That(told, Is.SupersetOf(new[] { "200", "502" }), "some are good, some are not");
    }

    private static AuthDefinition Settings(TestProvider provider, bool confirm) => new()
    {
        EmailVerification = confirm,
        PhoneVerification = confirm,
        RevealAccounts = confirm,
        RedirectUrl = App,
        Providers = new Dictionary<string, ProviderDefinition> { ["google"] = provider.Definition },
        Limits = new AuthLimitsDefinition { Enabled = false },
    };

    /// <summary>People with sessions, links and codes, so that some of the requests get further than the first check.</summary>
    private static async Task LearnAsync(AuthBackend backend, AuthFuzzRequests requests)
    {
        await backend.SignUpAsync();
        await backend.SignUpPhoneAsync();
        var verified = await backend.Fixture.SendAsync(
            "POST", AuthBackend.Prefix + "/signup-email",
            System.Text.Json.Nodes.JsonNode.Parse("""{"email":"eve@example.com","password":"s3cret!","nameOrUserData":{"emailVerified":true}}"""));
        requests.Know(verified.Token());
        using var start = await backend.Fixture.Http.GetAsync(new Uri("/_auth/google", UriKind.Relative));
        var redirect = await Redirect.ReadAsync(start);
        requests.Know(redirect["state"]!, redirect.Cookies[0].Split(';')[0]);
        Learn(backend, requests);
    }

    private static void Learn(AuthBackend backend, AuthFuzzRequests requests)
    {
        foreach (var message in backend.Fixture.Outbox.TakeLast(20)) requests.Know(message.AccessToken ?? message.Code!);
    }

    private static void AssertAnswer(string answer, string context, string providerUrl)
    {
        var (status, head, body) = RawHttp.Parse(answer);
        Assert.That(status, Is.InRange(200, 499).Or.EqualTo(502), context);
        Assert.That(head, Does.Contain("X-Request-Id: ").And.Not.Contain("\nInjected:"), context);
        if (status is 302 or 303)
            Assert.That(Header(head, "Location: "), Does.Match(@"^(http://(127\.0\.0\.1|localhost|\[::1\])[:/]|/([eE]:[^/]*/)?_auth/)").Or.StartWith(providerUrl), context);
        if (status < 400 || head.Contains("Content-Type: text/html", StringComparison.Ordinal)) return;
        ErrorAssertions.AssertIsError(body, context);
        Assert.That(body, Does.Not.Contain("   at "), context);
    }

    private static string Header(string head, string name) =>
        head.Split("\r\n").Single(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))[name.Length..];

    private static string Short(string text) => text.Length <= 3000 ? text : $"{text[..3000]}… ({text.Length} characters)";
}
