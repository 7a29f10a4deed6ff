using System.Text.Json.Nodes;

namespace Altogic.Reactive.Tests.Backend.Auth.Providers;

[Parallelizable(ParallelScope.Self)]
internal sealed class ProviderSignInTests
{
    [Test]
    public async Task FirstTime_MakesAUser()
    {
        await using var scenario = await ProviderScenario.StartAsync();

        var redirect = await scenario.SignInAsync();

        Assert.That(redirect.Status, Is.EqualTo(302));
        Assert.That(redirect.Location, Does.StartWith(ProviderScenario.App + "?action=oauth-signup&status=200&access_token="));
        var grant = await scenario.Backend.GetAsync("grant?key=" + redirect["access_token"]);
        var user = grant.User();
        Assert.Multiple(() =>
        {
            Assert.That((string?)user["provider"], Is.EqualTo("google"));
            Assert.That((string?)user["providerUserId"], Is.EqualTo("g-1"));
            Assert.That((string?)user["email"], Is.EqualTo("ada@example.com"));
            Assert.That((bool?)user["emailVerified"], Is.True);
            Assert.That((string?)user["name"], Is.EqualTo("Ada"));
            Assert.That((string?)user["profilePicture"], Is.EqualTo("http://pics/ada.png"));
            Assert.That((string?)user["signUpAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
            Assert.That((string?)user["lastLoginAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
        });
        Assert.That((await scenario.Backend.GetAsync("user", grant.Token())).Status, Is.EqualTo(200));
        Assert.That(scenario.Cookies, Is.Empty, "the trip's cookie is gone");
    }

    [Test]
    public async Task SecondTime_FindsTheUser()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var first = await GrantAsync(scenario, await scenario.SignInAsync());
        scenario.Backend.Time.Advance(TimeSpan.FromDays(1));
        scenario.Provider.Profile = """{"sub":"g-1","email":"new@example.com","name":"Ada Lovelace"}""";

        var redirect = await scenario.SignInAsync();

        Assert.That((redirect["action"], redirect["status"]), Is.EqualTo(("oauth-signin", "200")));
        var second = await GrantAsync(scenario, redirect);
        Assert.That((string?)second["_id"], Is.EqualTo((string?)first["_id"]));
        Assert.That((string?)second["lastLoginAt"], Is.EqualTo("2024-01-06T08:00:00.000Z"));
        Assert.That((string?)second["email"], Is.EqualTo("ada@example.com"), "the app's own data is not overwritten");
    }

    [Test]
    public async Task SameId_AtAnotherProvider_IsAnotherUser()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var google = await GrantAsync(scenario, await scenario.SignInAsync());
        scenario.Provider.Profile = """{"sub":"g-1","email":"other@example.com"}""";

        var github = await GrantAsync(scenario, await scenario.SignInAsync("/_auth/github"));

        Assert.That((string?)github["_id"], Is.Not.EqualTo((string?)google["_id"]));
        Assert.That(((string?)github["provider"], (string?)github["providerUserId"]), Is.EqualTo(("github", "g-1")));
    }

    [Test]
    public async Task Email_OfAnotherAccount_IsRefused()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        await scenario.Backend.SignUpAsync();

        var redirect = await scenario.SignInAsync();

        Assert.That(redirect.Location, Does.StartWith(ProviderScenario.Failed + "?action=oauth-signup&status=401&error="));
        Assert.That(redirect["access_token"], Is.Null);
    }

    [TestCase("""{"id":12345678901234567890,"login":"ada","avatar_url":"http://pics/1"}""", "12345678901234567890", "ada", "http://pics/1")]
    [TestCase("""{"id":"fb-1","name":"Ada","picture":{"data":{"url":"http://pics/2"}}}""", "fb-1", "Ada", "http://pics/2")]
    [TestCase("""{"data":{"id":"x-1","username":"ada","profile_image_url":"http://pics/3"}}""", "x-1", "ada", "http://pics/3")]
    [TestCase("""{"id":"d-1","global_name":"Ada","email":"not an address"}""", "d-1", "Ada", null)]
    public async Task Profile_InAnyWords_IsUnderstood(string profile, string id, string name, string? picture)
    {
        await using var scenario = await ProviderScenario.StartAsync();
        scenario.Provider.Profile = profile;

        var user = await GrantAsync(scenario, await scenario.SignInAsync());

        Assert.That(((string?)user["providerUserId"], (string?)user["name"], (string?)user["profilePicture"]), Is.EqualTo((id, name, picture)));
        Assert.That(user.ContainsKey("email"), Is.False);
    }

    [TestCase("false", false)]
    [TestCase("true", true)]
    [TestCase("\"true\"", true)]
    [TestCase("\"false\"", false)]
    public async Task EmailVerified_IsWhatTheProviderSays(string claim, bool expected)
    {
        await using var scenario = await ProviderScenario.StartAsync();
        scenario.Provider.Profile = $$"""{"sub":"g-1","email":"ada@example.com","email_verified":{{claim}}}""";

        var user = await GrantAsync(scenario, await scenario.SignInAsync());

        Assert.That((bool?)user["emailVerified"], Is.EqualTo(expected));
    }

    [TestCase("google", "", true)]
    [TestCase("github", "", true)]
    [TestCase("discord", "", false)]
    [TestCase("discord", ",\"verified\":false", false)]
    [TestCase("discord", ",\"verified\":true", true)]
    [TestCase("acme", "", false)]
    [TestCase("acme", ",\"verified\":true", false)]
    [TestCase("acme", ",\"verified_email\":true", true)]
    public async Task EmailVerified_NotSaid_IsBelievedOfProvidersThatCheckOnly(string name, string claim, bool expected)
    {
        await using var scenario = await ProviderScenario.StartAsync(auth => auth with
        {
            Providers = new Dictionary<string, Altogic.Reactive.Backend.ProviderDefinition> { [name] = auth.Providers["google"] },
        });
        scenario.Provider.Profile = $$"""{"id":"p-1","email":"ada@example.com"{{claim}}}""";

        var user = await GrantAsync(scenario, await scenario.SignInAsync("/_auth/" + name));

        Assert.That((bool?)user["emailVerified"], Is.EqualTo(expected));
    }

    [Test]
    public async Task NewAccounts_SwitchedOff_AreRefused_OldOnesAreNot()
    {
        await using var scenario = await ProviderScenario.StartAsync(auth => auth with { SignUp = false });

        Assert.That((await scenario.SignInAsync())["status"], Is.EqualTo("401"));
    }

    [Test]
    public async Task PasswordOperations_OfSuchUsers_AreRefused()
    {
        await using var scenario = await ProviderScenario.StartAsync(auth => auth with { EmailVerification = true, RevealAccounts = true });
        var redirect = await scenario.SignInAsync();
        var session = (await scenario.Backend.GetAsync("grant?key=" + redirect["access_token"])).Token();

        foreach (var (operation, body, needsSession) in new[]
                 {
                     ("signin-email", """{"email":"ada@example.com","password":"s3cret!"}""", false),
                     ("send-reset?email=ada@example.com", "{}", false),
                     ("change-pwd", """{"newPassword":"another-1","oldPassword":"s3cret!"}""", true),
                     ("change-email", """{"newEmail":"new@example.com","currentPassword":"s3cret!"}""", true),
                     ("change-phone", """{"newPhone":"+905551112233","currentPassword":"s3cret!"}""", true),
                 })
        {
            var answer = await scenario.Backend.PostAsync(operation, JsonNode.Parse(body), needsSession ? session : null);
            Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "invalid_provider_sign_in")), operation);
        }
    }

    [Test]
    public async Task PasswordSignIn_OfSuchUsers_SaysNothingUnlessAccountsAreRevealed()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        await scenario.SignInAsync();

        Assert.That((await scenario.Backend.SignInAsync()).Code, Is.EqualTo("invalid_credentials"));
    }

    [Test]
    public async Task Loopback_GetsTheAnswerAndItsState()
    {
        await using var scenario = await ProviderScenario.StartAsync();

        var redirect = await scenario.SignInAsync(
            "/_auth/google?redirect=" + Uri.EscapeDataString("http://127.0.0.1:50123/callback?x=1") + "&state=" + Uri.EscapeDataString("s+1&2"));

        Assert.That(redirect.Location, Does.StartWith("http://127.0.0.1:50123/callback?x=1&action=oauth-signup&status=200&access_token="));
        Assert.That(redirect["state"], Is.EqualTo("s+1&2"));
        Assert.That((await scenario.Backend.GetAsync("grant?key=" + redirect["access_token"])).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task EnvironmentPrefix_IsKeptInTheCallback()
    {
        await using var scenario = await ProviderScenario.StartAsync();

        var start = await scenario.OpenAsync("/e:64e09f00a9b3e45f6a7b0001/_auth/google");

        Assert.That(start["redirect_uri"], Is.EqualTo(scenario.Backend.Fixture.Url + "/e:64e09f00a9b3e45f6a7b0001/_auth/google/callback"));
        Assert.That((await scenario.OpenAsync(scenario.Provider.Agree(start.Location!)))["status"], Is.EqualTo("200"));
    }

    [Test]
    public async Task Form_PostedByTheProvider_IsTakenThroughARedirect()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var start = await scenario.OpenAsync("/_auth/google");
        var back = new Uri(scenario.Provider.Agree(start.Location!));
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Query);
        using var post = new HttpRequestMessage(HttpMethod.Post, back.GetLeftPart(UriPartial.Path))
        {
            Content = new FormUrlEncodedContent(query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
        };

        // Without its cookies, as browsers send forms of other sites.
        using var response = await scenario.Backend.Fixture.Http.SendAsync(post);
        Assert.That((int)response.StatusCode, Is.EqualTo(303));
        var redirect = await scenario.OpenAsync(response.Headers.Location!.OriginalString);

        Assert.That((redirect["action"], redirect["status"]), Is.EqualTo(("oauth-signup", "200")));
    }

    [Test]
    public async Task Secret_WantedInTheHeader_IsSentThere()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        scenario.Provider.WantsSecretInHeader = true;

        Assert.That((await scenario.SignInAsync())["status"], Is.EqualTo("200"));
    }

    [Test]
    public async Task IdentityToken_StandsInForTheProfileAddress()
    {
        await using var scenario = await ProviderScenario.StartAsync(google: provider => provider with { UserInfoUrl = null });
        scenario.Provider.TokenExtras = new JsonObject
        {
            ["id_token"] = Token("""{"aud":["other","client-1"],"exp":4102444800,"sub":"a-1","email":"ada@example.com","email_verified":"true"}"""),
        };

        var user = await GrantAsync(scenario, await scenario.SignInAsync());

        Assert.That(((string?)user["providerUserId"], (string?)user["email"], (bool?)user["emailVerified"]), Is.EqualTo(("a-1", "ada@example.com", true)));
    }

    [TestCase("""{"aud":"other","exp":4102444800,"sub":"a-1"}""")]
    [TestCase("""{"exp":4102444800,"sub":"a-1"}""")]
    [TestCase("""{"aud":"client-1","exp":1,"sub":"a-1"}""")]
    [TestCase("""{"aud":"client-1","sub":"a-1"}""")]
    [TestCase("""{"aud":"client-1","exp":4102444800}""")]
    [TestCase("""{"aud":"\ud800","exp":4102444800,"sub":"a-1"}""")]
    [TestCase("""{"aud":"client-1","exp":4102444800,"sub":"a-1","\udc00":1}""")]
    [TestCase("""[]""")]
    [TestCase("""{""")]
    public async Task IdentityToken_NotForThisApp_IsToldToTheApp(string claims)
    {
        await using var scenario = await ProviderScenario.StartAsync(google: provider => provider with { UserInfoUrl = null });
        scenario.Provider.TokenExtras = new JsonObject { ["id_token"] = Token(claims) };

        Assert.That((await scenario.SignInAsync())["status"], Is.EqualTo("502"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a.b")]
    [TestCase("a.%%%.c")]
    public async Task IdentityToken_Missing_IsToldToTheApp(string? token)
    {
        await using var scenario = await ProviderScenario.StartAsync(google: provider => provider with { UserInfoUrl = null });
        scenario.Provider.TokenExtras = new JsonObject { ["id_token"] = token };

        Assert.That((await scenario.SignInAsync())["status"], Is.EqualTo("502"));
    }

    [Test]
    public async Task TwoTabs_DoNotDisturbEachOther()
    {
        await using var scenario = await ProviderScenario.StartAsync();
        var first = await scenario.OpenAsync("/_auth/google");
        var second = await scenario.OpenAsync("/_auth/github");
        Assert.That(scenario.Cookies, Has.Count.EqualTo(2));

        Assert.That((await scenario.OpenAsync(scenario.Provider.Agree(first.Location!)))["status"], Is.EqualTo("200"));
        scenario.Provider.Profile = """{"sub":"h-1"}""";
        Assert.That((await scenario.OpenAsync(scenario.Provider.Agree(second.Location!)))["status"], Is.EqualTo("200"));
    }

    [Test]
    public async Task Cookie_IsForThisProviderOnly_AndOutOfReachOfScripts()
    {
        await using var scenario = await ProviderScenario.StartAsync();

        var start = await scenario.OpenAsync("/_auth/google");

        Assert.That(start.Cookies.Single(), Does.Contain("path=/_auth/google").And.Contain("httponly").And.Contain("samesite=lax").And.Contain("max-age=600"));
        Assert.That(start.Cookies.Single(), Does.Not.Contain("secure"), "plain http here");
    }

    private static string Token(string claims) =>
        $"e30.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims))}.c2ln";

    private static async Task<JsonObject> GrantAsync(ProviderScenario scenario, Redirect redirect) =>
        (await scenario.Backend.GetAsync("grant?key=" + redirect["access_token"])).User();
}
