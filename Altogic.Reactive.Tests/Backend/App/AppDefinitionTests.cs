using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.App;

public sealed class AppDefinitionTests
{
    private const string Full = """
        // people write this file
        {
          "name": "shop",
          "publicUrl": "https://api.example.com",
          "auth": {
            "emailVerification": true, "phoneVerification": true, "signUp": false, "signInCodes": false, "revealAccounts": true,
            "passwordMinLength": 8, "codeLength": 8, "sessionTtlSeconds": 60, "maxSessionsPerUser": 3,
            "redirectUrl": "myapp://auth-redirect", "errorRedirectUrl": "http://127.0.0.1:3000/error",
            "providers": { "google": { "authorizeUrl": "https://a.example.com/auth", "tokenUrl": "https://a.example.com/token", "userInfoUrl": "https://a.example.com/me",
                                       "clientId": "id", "clientSecret": "env:ALTOGIC_TEST_SECRET", "scopes": ["openid", "email"] } },
            "limits": { "enabled": false, "failuresBeforeDelay": 6, "firstDelaySeconds": 2, "longestDelaySeconds": 20, "failuresPerAddress": 7, "signUpsPerAddress": 8, "messagesPerAccount": 9 }
          },
          "accessGroups": ["admin", "support"],
          "clientKeys": [
            { "key": "web-key", "allowedDomains": ["localhost", "*.example.com"], "requireOrigin": true, "enforceSession": true,
              "rights": ["auth", "endpoint", "db.read", "db.write", "storage.read", "storage.write", "queue", "task", "cache", "realtime"] },
          ],
          "apiKeys": [ { "key": "env:ALTOGIC_TEST_SECRET", "name": "server to server" } ],
          "models": {
            "recipes": {
              "timestamps": true,
              "fields": {
                "title":   { "type": "text", "required": true, "maxLength": 120, "searchable": true },
                "slug":    { "type": "text", "unique": true },
                "author":  { "type": "reference", "model": "users" },
                "tags":    { "type": "list", "items": "text" },
                "servings":{ "type": "integer", "default": "4", "rules": [
                              { "name": "positive", "rule": "this.servings > 0", "message": "'Servings must be positive'", "continueOnFailure": false } ] },
                "done":    { "type": "boolean", "default": false },
                "price":   { "type": "decimal", "min": 0.5, "max": 1e3, "decimals": 2 },
                "state":   { "type": "options", "options": ["open", "done"], "default": "'open'" },
                "marks":   { "type": "options", "options": [1, 2.5], "multiple": true },
                "place":   { "type": "geoPoint", "geoIndex": true },
                "cover":   { "type": "object", "timestamps": false, "fields": { "url": { "type": "link" } } },
                "steps":   { "type": "objectList", "fields": { "text": { "type": "richText", "searchable": true }, "minutes": { "type": "integer", "readOnly": true, "indexed": true } } },
                "first":   { "type": "reference", "model": "recipes.steps" }
              }
            },
            "users": { "fields": { "email": { "type": "email" }, "nick": { "type": "text", "fuzzySearchable": true, "default": "name" } } }
          },
          "schemaLess": false,
          "endpoints": [
            { "method": "GET", "path": "users/{userId}/addresses/{addressId}", "service": "getAddress", "enabled": false, "apiKeyRequired": true, "sessionRequired": true, "accessGroups": ["admin"] },
            { "method": "GET", "path": "/users/me/addresses/{addressId}", "service": "getAddress" },
            { "method": "POST", "path": "users/{id}/addresses/{addressId}", "service": "getAddress" }
          ],
          "queues":  [ { "name": "mailing", "service": "getAddress", "maxAttempts": 6, "timeoutSeconds": 31,
                         "concurrency": 3, "maxDelaySeconds": 60, "maxWaiting": 9 } ],
          "tasks":   [ { "name": "nightly", "cron": "0 3 * * MON-FRI", "timeZone": "Europe/Istanbul", "service": "getAddress",
                         "timeoutSeconds": 32, "catchUpSeconds": 33 } ],
          "buckets": [ { "name": "avatars", "isPublic": false } ],
          "services": { "getAddress": { "url": "http://127.0.0.1:9000/get-address", "timeoutSeconds": 10 } },
          "mail": { "smtp": "smtp://user:p%40ss@mail.example.com:2525", "from": "Shop <shop@example.com>" },
          "sms": { "url": "http://127.0.0.1:9000/sms" },
          "limits": { "jsonBodyBytes": 2048, "fileBytes": 1, "cacheValueBytes": 2, "cacheBytes": 7, "cacheKeys": 8, "realtimeMessageBytes": 3, "defaultPageSize": 4, "maxPageSize": 5 }
        }
        """;

    [SetUp]
    public void SetSecret() => Environment.SetEnvironmentVariable("ALTOGIC_TEST_SECRET", "from-the-environment");

    [Test]
    public void Load_OfAFileWithEverything_TakesEverything()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "altogic.json");
        File.WriteAllText(file, Full);
        var app = AppDefinition.Load(file, []);

        Assert.That((app.Name, app.PublicUrl, app.SchemaLess), Is.EqualTo(("shop", "https://api.example.com", false)));
        Assert.That(app.Auth with { Providers = new Dictionary<string, ProviderDefinition>() }, Is.EqualTo(new AuthDefinition
        {
            EmailVerification = true,
            PhoneVerification = true,
            SignUp = false,
            SignInCodes = false,
            RevealAccounts = true,
            PasswordMinLength = 8,
            CodeLength = 8,
            SessionTtlSeconds = 60,
            MaxSessionsPerUser = 3,
            RedirectUrl = "myapp://auth-redirect",
            ErrorRedirectUrl = "http://127.0.0.1:3000/error",
            Limits = new AuthLimitsDefinition
            {
                Enabled = false,
                FailuresBeforeDelay = 6,
                FirstDelaySeconds = 2,
                LongestDelaySeconds = 20,
                FailuresPerAddress = 7,
                SignUpsPerAddress = 8,
                MessagesPerAccount = 9,
            },
        }).Using<AuthDefinition>((a, b) => a with { Providers = b.Providers } == b));
        Assert.That(app.Auth.Providers["google"].ClientSecret, Is.EqualTo("from-the-environment"));
        Assert.That(app.Auth.Providers["google"].Scopes, Is.EqualTo((string[])["openid", "email"]));
        Assert.That(app.AccessGroups, Is.EqualTo((string[])["admin", "support"]));
        Assert.That(app.ClientKeys[0].Rights, Is.EqualTo(ClientRights.All));
        Assert.That((app.ClientKeys[0].Key, app.ClientKeys[0].RequireOrigin, app.ClientKeys[0].EnforceSession), Is.EqualTo(("web-key", true, true)));
        Assert.That(app.ApiKeys[0], Is.EqualTo(new ApiKeyDefinition { Key = "from-the-environment", Name = "server to server" }));
        Assert.That(app.Endpoints[0].AccessGroups, Is.EqualTo((string[])["admin"]));
        Assert.That((app.Endpoints[0].Enabled, app.Endpoints[0].ApiKeyRequired, app.Endpoints[0].SessionRequired), Is.EqualTo((false, true, true)));
        Assert.That(app.Queues[0], Is.EqualTo(new QueueDefinition
        {
            Name = "mailing",
            Service = "getAddress",
            MaxAttempts = 6,
            TimeoutSeconds = 31,
            Concurrency = 3,
            MaxDelaySeconds = 60,
            MaxWaiting = 9,
        }));
        Assert.That(app.Tasks[0], Is.EqualTo(new TaskDefinition
        {
            Name = "nightly",
            Cron = "0 3 * * MON-FRI",
            TimeZone = "Europe/Istanbul",
            Service = "getAddress",
            TimeoutSeconds = 32,
            CatchUpSeconds = 33,
        }));
        Assert.That(app.Buckets[0], Is.EqualTo(new BucketDefinition { Name = "avatars", IsPublic = false }));
        Assert.That(app.Services["getAddress"], Is.EqualTo(new ServiceDefinition { Url = "http://127.0.0.1:9000/get-address", TimeoutSeconds = 10 }));
        Assert.That((app.SmtpUrl, app.MailFrom, app.SmsUrl), Is.EqualTo(("smtp://user:p%40ss@mail.example.com:2525", "Shop <shop@example.com>", "http://127.0.0.1:9000/sms")));
        Assert.That(app.Limits, Is.EqualTo(new LimitsDefinition
        {
            JsonBodyBytes = 2048,
            FileBytes = 1,
            CacheValueBytes = 2,
            CacheBytes = 7,
            CacheKeys = 8,
            RealtimeMessageBytes = 3,
            DefaultPageSize = 4,
            MaxPageSize = 5,
        }));
    }

    [Test]
    public void Parse_OfModels_TakesEveryProperty()
    {
        var fields = AppDefinition.Parse(Full).Models!["recipes"].Fields;
        Assert.That((fields["title"].Type, fields["title"].Required, fields["title"].MaxLength, fields["title"].Searchable), Is.EqualTo((FieldType.Text, true, 120, true)));
        Assert.That(fields["slug"].Unique, Is.True);
        Assert.That((fields["author"].Type, fields["author"].Model), Is.EqualTo((FieldType.Reference, "users")));
        Assert.That((fields["tags"].Type, fields["tags"].Items), Is.EqualTo((FieldType.List, FieldType.Text)));
        Assert.That(fields["servings"].Default, Is.EqualTo("4"));
        Assert.That(fields["servings"].Rules.Single(), Is.EqualTo(new RuleDefinition
        {
            Name = "positive",
            Rule = "this.servings > 0",
            Message = "'Servings must be positive'",
            ContinueOnFailure = false,
        }));
        Assert.That(fields["done"].Default, Is.EqualTo("false"), "a literal says the same with and without quotes");
        Assert.That((fields["price"].Min, fields["price"].Max, fields["price"].Decimals), Is.EqualTo((0.5, 1000d, 2)));
        Assert.That(fields["state"].Options, Is.EqualTo((object[])["open", "done"]));
        Assert.That(fields["marks"].Options, Is.EqualTo((object[])[1L, 2.5d]));
        Assert.That(fields["marks"].Multiple, Is.True);
        Assert.That(fields["place"].GeoIndex, Is.True);
        Assert.That((fields["cover"].Timestamps, fields["cover"].Fields["url"].Type), Is.EqualTo((false, FieldType.Link)));
        Assert.That((fields["steps"].Timestamps, fields["steps"].Fields["minutes"].ReadOnly, fields["steps"].Fields["minutes"].Indexed), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Parse_OfAnEmptyObject_IsTheSchemaLessApp()
    {
        var app = AppDefinition.Parse("{}");
        Assert.That(app.Models, Is.Null);
        Assert.That(app.Auth.SignUp, Is.True);
        Assert.That(app.Limits, Is.EqualTo(new LimitsDefinition()));
    }

    [Test]
    public async Task Load_OfServicesInCode_IsCheckedAtStart()
    {
        const string json = """{ "queues": [ { "name": "q", "service": "inCode" } ] }""";
        var app = AppDefinition.Parse(json);
        Assert.That(async () =>
        {
            await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { App = app, Services = { ["inCode"] = (_, _) => Task.FromResult(ServiceResponse.Json(null)) } });
        }, Throws.Nothing);
        var error = (await Assert.ThrowsAsync<AppDefinitionException>(async () => await AltogicBackend.StartAsync(new AltogicBackendOptions { App = app })))!;
        Assert.That(error.Message, Does.StartWith("altogic.json:1: queues[0].service:"));
    }

    [Test]
    public void Load_OfAMissingFile_SaysSo() =>
        Assert.That(() => AppDefinition.Load("/nowhere/altogic.json"), Throws.InstanceOf<BackendStartException>().With.Message.Contains("does not exist"));

    [Test]
    public void Parse_OfSeveralMistakes_ReportsAllInTheOrderOfTheFile()
    {
        var error = Assert.Throws<AppDefinitionException>(() => AppDefinition.Parse("""
            {
              "nam": "x",
              "auth": { "passwordMinLength": "six" },
              "models": {
                "a b": { "fields": { "_id": { "type": "id" } } }
              },
              "tasks": [ { "name": "t", "cron": "x", "service": "s", "timeZone": "Mars" } ]
            }
            """))!;
        Assert.That(error.Errors.Select(e => (e.Line, e.Path)), Is.EqualTo((ValueTuple<int?, string>[])
        [
            (2, "nam"), (3, "auth.passwordMinLength"), (5, "models.a b"), (5, "models.a b.fields._id"), (7, "tasks[0].cron"), (7, "tasks[0].timeZone"),
        ]));
        Assert.That(error.Message.Split(Environment.NewLine), Has.Length.EqualTo(6));
        Assert.That(error.Message, Does.StartWith("altogic.json:2: nam: "));
    }

    [Test]
    public async Task Check_OfADefinitionInCode_FindsTheSameMistakes()
    {
        var app = new AppDefinition
        {
            ApiKeys = [new ApiKeyDefinition { Key = "env:NOT_READ_IN_CODE" }],
            Models = new Dictionary<string, ModelDefinition>
            {
                ["todos"] = new() { Fields = new Dictionary<string, FieldDefinition> { ["due"] = new() { Type = FieldType.Date, MaxLength = 3 } } },
            },
        };
        var error = (await Assert.ThrowsAsync<AppDefinitionException>(async () => await AltogicBackend.StartAsync(new AltogicBackendOptions { App = app })))!;
        Assert.That(error.Errors.Select(e => e.Path), Is.EquivalentTo((string[])["apiKeys[0].key", "models.todos.fields.due.maxLength"]));
        Assert.That(error.Message, Does.Contain("app definition: "));
    }
}
