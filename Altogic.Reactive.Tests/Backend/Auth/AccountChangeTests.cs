using System.Text.Json.Nodes;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class AccountChangeTests
{
    [Test]
    public async Task Password_Changes_OtherSessionsStay()
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = await backend.EnterAsync();
        var other = (await backend.SignInAsync()).Token();

        var answer = await backend.PostAsync("change-pwd", Passwords(), session);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")));
        Assert.That((await backend.SignInAsync()).Code, Is.EqualTo("invalid_credentials"));
        Assert.That((await backend.SignInAsync(password: "another-1")).Status, Is.EqualTo(200));
        Assert.That((await backend.GetAsync("user", other)).Status, Is.EqualTo(200));
    }

    [TestCase("change-pwd", """{"newPassword":"another-1","oldPassword":"wrong-1"}""")]
    [TestCase("change-email", """{"newEmail":"new@example.com","currentPassword":"wrong-1"}""")]
    [TestCase("change-phone", """{"newPhone":"+905559998877","currentPassword":"wrong-1"}""")]
    public async Task WrongPassword_IsRefusedAndNamed(string operation, string body)
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = await backend.EnterAsync();

        var answer = await backend.PostAsync(operation, JsonNode.Parse(body), session);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "invalid_credentials")));
        Assert.That(answer.Message, Does.Contain("current password"));
        Assert.That((await backend.GetAsync("user", session)).Status, Is.EqualTo(200), "the caller stays signed in");
    }

    [TestCase("change-pwd", """{"oldPassword":"s3cret!"}""", "newPassword")]
    [TestCase("change-pwd", """{"newPassword":"abc","oldPassword":"s3cret!"}""", "newPassword")]
    [TestCase("change-pwd", """{"newPassword":"another-1"}""", "oldPassword")]
    [TestCase("change-email", """{"currentPassword":"s3cret!"}""", "newEmail")]
    [TestCase("change-email", """{"newEmail":"nobody","currentPassword":"s3cret!"}""", "newEmail")]
    [TestCase("change-email", """{"newEmail":"new@example.com"}""", "currentPassword")]
    [TestCase("change-phone", """{"newPhone":"12","currentPassword":"s3cret!"}""", "newPhone")]
    public async Task BadMembers_AreNamed(string operation, string body, string field)
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = await backend.EnterAsync();

        var answer = await backend.PostAsync(operation, JsonNode.Parse(body), session);

        Assert.That((answer.Status, answer.Fields()), Is.EqualTo((400, field)));
    }

    [Test]
    public async Task Email_WithoutConfirmation_ChangesAtOnce()
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = await backend.EnterAsync();

        var answer = await backend.PostAsync("change-email", Email("New@Example.com"), session);

        Assert.That((string?)answer.Json!["email"], Is.EqualTo("new@example.com"));
        Assert.That((await backend.SignInAsync("new@example.com")).Status, Is.EqualTo(200));
        Assert.That(backend.Fixture.Outbox, Is.Empty);
    }

    [Test]
    public async Task Phone_WithoutConfirmation_ChangesAtOnce()
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = (await backend.SignUpPhoneAsync()).Token();

        var answer = await backend.PostAsync("change-phone", Phone("+905559998877"), session);

        Assert.That((string?)answer.Json!["phone"], Is.EqualTo("+905559998877"));
        Assert.That((await backend.SignInPhoneAsync("+905559998877")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Taken_IsRefused_OwnIsNot()
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = await backend.EnterAsync();
        await backend.EnterAsync("eve@example.com");
        await backend.SignUpPhoneAsync();

        Assert.That((await backend.PostAsync("change-email", Email("EVE@example.com"), session)).Code, Is.EqualTo("email_not_unique"));
        Assert.That((await backend.PostAsync("change-phone", Phone(AuthBackend.Phone), session)).Code, Is.EqualTo("phone_not_unique"));
        Assert.That((await backend.PostAsync("change-email", Email(AuthBackend.Email), session)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Dart_FindsTheUserOneLevelDeeper()
    {
        await using var backend = await AuthBackend.StartAsync();
        var session = await backend.EnterAsync();

        var answer = await backend.Fixture.SendAsync(
            "POST", AuthBackend.Prefix + "/change-email", Email("new@example.com"), session, ("X-Client", "altogic-dart"));

        Assert.That((string?)answer.User()["email"], Is.EqualTo("new@example.com"));
    }

    [Test]
    public async Task TwoAtOnce_ForOneAddress_OneWins()
    {
        await using var backend = await AuthBackend.StartAsync();
        var sessions = new[] { await backend.EnterAsync(), await backend.EnterAsync("eve@example.com") };

        var answers = await Task.WhenAll(sessions.Select(session => backend.PostAsync("change-email", Email("new@example.com"), session)));

        Assert.That(answers.Select(answer => answer.Code), Is.EquivalentTo(new[] { null, "email_not_unique" }));
    }

    [Test]
    public async Task Password_Changes_AddressAndNumberNotYetConfirmedAreForgotten()
    {
        await using var backend = await AuthBackend.StartAsync(new Altogic.Reactive.Backend.AuthDefinition
        {
            EmailVerification = true,
            PhoneVerification = true,
            RedirectUrl = "http://127.0.0.1:3000/",
        });
        await backend.ConfirmedSignUpAsync();
        var session = (await backend.SignInAsync()).Token();
        await backend.PostAsync("change-email", Email("thief@example.com"), session);
        await backend.PostAsync("change-phone", Phone("+905559998877"), session);

        await backend.PostAsync("change-pwd", Passwords(), session);

        Assert.That((await backend.FollowAsync(backend.Message("changeEmail").Link!))["status"], Is.EqualTo("400"));
        Assert.That(
            (await backend.PostAsync($"verify-phone?code={backend.Message("changePhone").Code}&phone=%2B905559998877")).Code,
            Is.EqualTo("invalid_access_token"));
        Assert.That((string?)(await backend.GetAsync("user", session)).Json!["email"], Is.EqualTo(AuthBackend.Email));
    }

    private static JsonObject Passwords() => new() { ["newPassword"] = "another-1", ["oldPassword"] = AuthBackend.Password };

    private static JsonObject Email(string email) => new() { ["currentPassword"] = AuthBackend.Password, ["newEmail"] = email };

    private static JsonObject Phone(string phone) => new() { ["currentPassword"] = AuthBackend.Password, ["newPhone"] = phone };
}
