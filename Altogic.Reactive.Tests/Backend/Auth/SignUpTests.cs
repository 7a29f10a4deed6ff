using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class SignUpTests
{
    private static readonly AuthDefinition Confirming = new() { EmailVerification = true, PhoneVerification = true };

    [Test]
    public async Task Email_WithoutConfirmation_GivesUserAndSession()
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.SignUpAsync("Ada@Example.com ");

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        var user = answer.User();
        var session = answer.Json!["session"]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)user["email"], Is.EqualTo("ada@example.com"));
            Assert.That((string?)user["provider"], Is.EqualTo("altogic"));
            Assert.That((string?)user["providerUserId"], Is.EqualTo((string?)user["_id"]));
            Assert.That((string?)user["signUpAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
            Assert.That((string?)user["lastLoginAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
            Assert.That((bool?)user["emailVerified"], Is.False);
            Assert.That(user.ContainsKey("password"), Is.False);
            Assert.That((string?)session["userId"], Is.EqualTo((string?)user["_id"]));
            Assert.That((string?)session["token"], Has.Length.EqualTo(43));
            Assert.That((string?)session["creationDtm"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
            Assert.That(session["accessGroupKeys"]!.AsArray(), Is.Empty);
            Assert.That((string?)session["userAgent"]!["family"], Is.EqualTo("Other"));
            Assert.That((string?)session["userAgent"]!["os"]!["patch"], Is.EqualTo("0"));
        });
    }

    [TestCase("signup-email", "email", AuthBackend.Email)]
    [TestCase("signup-phone", "phone", AuthBackend.Phone)]
    public async Task EncryptedTexts_OfTheUser_AreKeptHashed(string operation, string field, string identity)
    {
        await using var backend = await AuthBackend.StartAsync(app: WithUserFields(new() { ["pin"] = new() { Type = FieldType.EncryptedText, Required = true } }));

        var answer = await backend.PostAsync(operation, new JsonObject { [field] = identity, ["password"] = AuthBackend.Password, ["nameOrUserData"] = new JsonObject { ["pin"] = "1234" } });

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(answer.User().ContainsKey("pin"), Is.False);
        var hash = backend.Fixture.Service<SqliteDatabase>().Read(db => (string?)db.Scalar("SELECT hash FROM secret WHERE object = $1 AND field = 'pin'", answer.UserId()));
        Assert.That(hash, Is.Not.Null.And.Not.Contains("1234"));
    }

    [Test]
    public async Task SignIn_OfAUserOlderThanARule_IsNotHeldToIt()
    {
        var rule = new RuleDefinition { Name = "named", Rule = "this.name != 'Ada'" };
        await using var backend = await AuthBackend.StartAsync(app: WithUserFields(new() { ["name"] = new() { Type = FieldType.Text, Rules = [rule] } }));
        var user = (await backend.SignUpAsync()).User();
        var database = backend.Fixture.Service<SqliteDatabase>();
        await database.WriteAsync(db => db.Execute("UPDATE d_users SET doc = jsonb_set(doc, '$.name', 'Ada')"));

        Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(200));
        var change = await backend.Fixture.PostAsync("/_api/rest/v1/db/object/update", new JsonObject { ["model"] = "users", ["id"] = user["_id"]!.DeepClone(), ["values"] = new JsonObject { ["emailVerified"] = true } });
        Assert.That(change.Code, Is.EqualTo("validation_rule_failed"), "what people change is held to it");
    }

    [Test]
    public async Task Body_LargerThanAuthenticationNeeds_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.PostAsync("signup-email", new JsonObject { ["email"] = AuthBackend.Email, ["nameOrUserData"] = new string('x', 1 << 20) });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((413, "content_too_large")), answer.Text);
        Assert.That(answer.Text, Does.Contain("1048576 bytes"));
    }

    private static Func<AppDefinition, AppDefinition> WithUserFields(Dictionary<string, FieldDefinition> fields) =>
        app => app with { Models = new Dictionary<string, ModelDefinition> { ["users"] = new() { Fields = fields } } };

    [Test]
    public async Task Email_WithConfirmation_GivesNoSessionAndSendsALink()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);

        var answer = await backend.SignUpAsync();

        Assert.That(answer.Text, Does.Contain("\"session\":null"));
        var message = backend.Message("verifyEmail");
        Assert.Multiple(() =>
        {
            Assert.That(message.To, Is.EqualTo(AuthBackend.Email));
            Assert.That(message.UserId, Is.EqualTo(answer.UserId()));
            Assert.That(message.Link, Is.EqualTo($"{backend.Fixture.Url}/_auth/verify-email?key={message.AccessToken}"));
            Assert.That(message.Code, Is.Null);
        });
    }

    [Test]
    public async Task Phone_WithoutConfirmation_GivesUserAndSession()
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.SignUpPhoneAsync("+90 (555) 111-22-33");

        Assert.That((string?)answer.User()["phone"], Is.EqualTo(AuthBackend.Phone));
        Assert.That((bool?)answer.User()["phoneVerified"], Is.False);
        Assert.That(answer.User().ContainsKey("email"), Is.False);
        Assert.That(answer.Token(), Is.Not.Empty);
    }

    [Test]
    public async Task Phone_WithConfirmation_SendsSixDigits()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);

        var answer = await backend.SignUpPhoneAsync();

        Assert.That(answer.Text, Does.Contain("\"session\":null"));
        var message = backend.Message("verifyPhone");
        Assert.That(message.Code, Does.Match("^[0-9]{6}$"));
        Assert.That((message.Channel, message.To, message.Link), Is.EqualTo(("sms", AuthBackend.Phone, (string?)null)));
    }

    [Test]
    public async Task Phone_CodeLength_IsThatOfTheApp()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming with { CodeLength = 4 });

        await backend.SignUpPhoneAsync();

        Assert.That(backend.Message("verifyPhone").Code, Does.Match("^[0-9]{4}$"));
    }

    [TestCase("""{"email":"nobody","password":"abc"}""", "email,password")]
    [TestCase("""{"email":"nobody","password":"s3cret!"}""", "email")]
    [TestCase("""{"email":"ada@example.com","password":"abc"}""", "password")]
    [TestCase("""{}""", "email,password")]
    [TestCase("""{"email":null,"password":null}""", "email,password")]
    [TestCase("""{"email":7,"password":["s3cret!"]}""", "email,password")]
    [TestCase("""{"email":"ada@example.com","password":"s3cret!","nameOrUserData":17}""", "nameOrUserData")]
    [TestCase("""{"email":"ada@example.com","password":"s3cret!","nameOrUserData":{"phone":"12"}}""", "phone")]
    [TestCase("""{"email":"nobody","password":"abc","nameOrUserData":{"phone":"12"}}""", "email,password,phone")]
    public async Task Email_BadFields_GiveOneItemEach(string body, string fields)
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.PostAsync("signup-email", JsonNode.Parse(body));

        Assert.That(answer.Status, Is.EqualTo(400), answer.Text);
        Assert.That(answer.Fields(), Is.EqualTo(fields));
        Assert.That(answer.Text, Does.Not.Contain("abc"));
    }

    [TestCase("""{"phone":"+90555111223","password":"abc"}""", "phone,password")]
    [TestCase("""{"phone":"05551112233","password":"s3cret!"}""", "phone")]
    [TestCase("""{}""", "phone,password")]
    public async Task Phone_BadFields_GiveOneItemEach(string body, string fields)
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.PostAsync("signup-phone", JsonNode.Parse(body));

        Assert.That(answer.Status, Is.EqualTo(400), answer.Text);
        Assert.That(answer.Fields(), Is.EqualTo(fields));
    }

    [Test]
    public async Task Password_LongerThanTheLimit_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync();

        Assert.That((await backend.SignUpAsync(password: new string('x', 512))).Status, Is.EqualTo(200));
        Assert.That((await backend.SignUpAsync("b@example.com", new string('x', 513))).Code, Is.EqualTo("validation_error"));
    }

    [Test]
    public async Task Password_MinLength_IsThatOfTheApp()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { PasswordMinLength = 10 });

        Assert.That((await backend.SignUpAsync(password: "123456789")).Fields(), Is.EqualTo("password"));
    }

    [Test]
    public async Task Email_TakenInAnyCase_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpAsync();

        var answer = await backend.SignUpAsync("ADA@example.com");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "email_not_unique")));
        Assert.That(answer.Details!.ToJsonString(), Is.EqualTo("""{"field":"email","value":"ada@example.com","param":"email"}"""));
    }

    [Test]
    public async Task Phone_Taken_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpPhoneAsync();

        Assert.That((await backend.SignUpPhoneAsync()).Code, Is.EqualTo("phone_not_unique"));
        var withPhone = await backend.PostAsync(
            "signup-email",
            new JsonObject { ["email"] = AuthBackend.Email, ["password"] = AuthBackend.Password, ["nameOrUserData"] = new JsonObject { ["phone"] = AuthBackend.Phone } });
        Assert.That(withPhone.Code, Is.EqualTo("phone_not_unique"));
        Assert.That((await backend.SignInAsync()).Code, Is.EqualTo("invalid_credentials"), "nothing of the refused sign-up is left");
    }

    [Test]
    public async Task Email_TwoAtOnce_OneWins()
    {
        await using var backend = await AuthBackend.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => backend.SignUpAsync()));

        Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Code == "email_not_unique"), Is.EqualTo(7));
    }

    [TestCase("nameOrUserData", "\"Ada\"")]
    [TestCase("name", "\"Ada\"")]
    [TestCase("nameOrUserData", """{"name":"Ada"}""")]
    [TestCase("name", """{"name":"Ada","_id":"x","provider":"google","providerUserId":"7","lastLoginAt":"x","signUpAt":"x","email":null,"phone":null}""")]
    [TestCase("nameOrUserData", """{"name":"Ada","email":"eve@example.com","password":"other","accessGroupKeys":["admin"],"createdAt":"x","phoneVerified":true}""")]
    public async Task UserData_OfAnyClient_GivesTheName(string member, string value)
    {
        await using var backend = await AuthBackend.StartAsync();
        var body = new JsonObject { ["email"] = AuthBackend.Email, ["password"] = AuthBackend.Password, [member] = JsonNode.Parse(value) };

        var user = (await backend.PostAsync("signup-email", body)).User();

        Assert.Multiple(() =>
        {
            Assert.That((string?)user["name"], Is.EqualTo("Ada"));
            Assert.That((string?)user["email"], Is.EqualTo(AuthBackend.Email));
            Assert.That((string?)user["provider"], Is.EqualTo("altogic"));
            Assert.That((string?)user["_id"], Has.Length.EqualTo(24));
            Assert.That((string?)user["providerUserId"], Is.EqualTo((string?)user["_id"]));
            Assert.That((string?)user["signUpAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
            Assert.That(user.ContainsKey("accessGroupKeys"), Is.False);
            Assert.That(user.ContainsKey("phoneVerified"), Is.False);
            Assert.That(user.ContainsKey("phone"), Is.False);
            Assert.That(user.ContainsKey("password"), Is.False);
        });
        Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task UserData_CustomFields_AreKept_EmptyNameIsNot()
    {
        await using var backend = await AuthBackend.StartAsync();
        var body = JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!","nameOrUserData":{"address":{"city":"İzmir"},"phone":"+90 555 111 22 33"}}""");

        var user = (await backend.PostAsync("signup-email", body)).User();
        var unnamed = await backend.PostAsync("signup-email", JsonNode.Parse("""{"email":"b@example.com","password":"s3cret!","nameOrUserData":""}"""));

        Assert.That((string?)user["address"]!["city"], Is.EqualTo("İzmir"));
        Assert.That((string?)user["phone"], Is.EqualTo(AuthBackend.Phone));
        Assert.That((bool?)user["phoneVerified"], Is.False);
        Assert.That(unnamed.User().ContainsKey("name"), Is.False);
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("\"true\"", false)]
    [TestCase("1", false)]
    public async Task EmailVerified_OnlyTrueItself_SkipsConfirmation(string value, bool skips)
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var body = JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!","nameOrUserData":{"emailVerified":0,"phoneVerified":true}}""")!;
        body["nameOrUserData"]!["emailVerified"] = JsonNode.Parse(value);

        var answer = await backend.PostAsync("signup-email", body);

        Assert.That((bool?)answer.User()["emailVerified"], Is.EqualTo(skips));
        Assert.That(answer.Json!["session"] is not null, Is.EqualTo(skips));
        Assert.That(backend.Fixture.Outbox, Has.Count.EqualTo(skips ? 0 : 1));
    }

    [Test]
    public async Task PhoneVerified_InThePhoneSignUp_SkipsConfirmation()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);

        var answer = await backend.PostAsync(
            "signup-phone",
            JsonNode.Parse("""{"phone":"+905551112233","password":"s3cret!","nameOrUserData":{"phoneVerified":true,"emailVerified":true,"phone":"+905559998877"}}"""));

        Assert.That((bool?)answer.User()["phoneVerified"], Is.True);
        Assert.That((string?)answer.User()["phone"], Is.EqualTo(AuthBackend.Phone));
        Assert.That(answer.User().ContainsKey("emailVerified"), Is.False);
        Assert.That(answer.Token(), Is.Not.Empty);
    }

    [Test]
    public async Task SignUp_SwitchedOff_IsNotAllowed()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { SignUp = false });

        var answer = await backend.SignUpAsync();

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "not_allowed")));
        Assert.That((await backend.SignUpPhoneAsync()).Code, Is.EqualTo("not_allowed"));
    }

    [Test]
    public async Task Message_NotSendable_UndoesTheSignUp()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        backend.Fixture.ExpectsErrors = true;
        var outbox = backend.Fixture.Outbox.Directory;
        Directory.Delete(outbox, recursive: true);
        await File.WriteAllTextAsync(outbox, "in the way");

        var mail = await backend.SignUpAsync();
        var text = await backend.SignUpPhoneAsync();

        Assert.That((mail.Status, mail.Code), Is.EqualTo((400, "cannot_send_auth_email")), mail.Text);
        Assert.That((text.Status, text.Code), Is.EqualTo((400, "cannot_send_sms_code")), text.Text);
        File.Delete(outbox);
        Directory.CreateDirectory(outbox);
        Assert.That((await backend.SignUpAsync()).Status, Is.EqualTo(200), "the address is free again");
        Assert.That((await backend.SignUpPhoneAsync()).Status, Is.EqualTo(200), "the number is free again");
    }
}
