using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Auth;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class SignInTests
{
    private static readonly AuthDefinition Confirming = new() { EmailVerification = true, PhoneVerification = true };

    [Test]
    public async Task Email_RightPassword_GivesAnotherSessionAndNotesTheTime()
    {
        await using var backend = await AuthBackend.StartAsync();
        var first = await backend.EnterAsync();
        backend.Time.Advance(TimeSpan.FromMinutes(1));

        var answer = await backend.SignInAsync("ADA@EXAMPLE.COM");

        Assert.That(answer.Token(), Is.Not.EqualTo(first));
        Assert.That((string?)answer.User()["lastLoginAt"], Is.EqualTo("2024-01-05T08:01:00.000Z"));
        Assert.That((string?)answer.User()["signUpAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
        Assert.That((await backend.GetAsync("user", first)).Status, Is.EqualTo(200), "the other session goes on");
    }

    [Test]
    public async Task Answers_AfterADatabaseCallClearedThem_StillHaveTheFieldsThatClientsInsistOn()
    {
        await using var backend = await AuthBackend.StartAsync();
        var signUp = await backend.SignUpAsync();
        var cleared = await backend.Fixture.PostAsync("/_api/rest/v1/db/object/update", new JsonObject
        {
            ["model"] = "users",
            ["id"] = signUp.UserId(),
            ["values"] = new JsonObject { ["provider"] = null, ["providerUserId"] = null, ["signUpAt"] = null, ["lastLoginAt"] = null },
        });
        Assert.That(cleared.Status, Is.EqualTo(200), cleared.Text);

        var read = (await backend.GetAsync("user", signUp.Token())).Json!;
        var signedIn = (await backend.SignInAsync()).User();
        var changed = (await backend.PostAsync(
            "change-email", new JsonObject { ["currentPassword"] = AuthBackend.Password, ["newEmail"] = "eve@example.com" }, signUp.Token())).Json!;

        foreach (var user in new[] { read, signedIn, changed })
        {
            Assert.That((string?)user["provider"], Is.EqualTo("altogic"));
            Assert.That((string?)user["providerUserId"], Is.EqualTo(signUp.UserId()));
            Assert.That((string?)user["signUpAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
            Assert.That((string?)user["lastLoginAt"], Is.EqualTo("2024-01-05T08:00:00.000Z"));
        }
    }

    [Test]
    public async Task Phone_AnySpelling_SignsIn()
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpPhoneAsync();

        Assert.That((await backend.SignInPhoneAsync("0090 555 1112233")).Status, Is.EqualTo(200));
        Assert.That((await backend.SignInPhoneAsync(password: "wrong-1")).Code, Is.EqualTo("invalid_credentials"));
    }

    [Test]
    public async Task WrongPasswordAndUnknownAccount_GetTheSameAnswerAfterTheSameWork()
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpAsync();
        var hasher = backend.Fixture.Service<AuthModule>().Hasher;

        var answers = new List<string>();
        var work = new List<long>();
        foreach (var (email, password) in new[]
                 {
                     (AuthBackend.Email, "wrong-1"), ("nobody@example.com", "wrong-1"), ("no address", "wrong-1"), (AuthBackend.Email, new string('x', 600)),
                 })
        {
            var before = hasher.IterationsDone;
            var answer = await backend.SignInAsync(email, password);
            work.Add(hasher.IterationsDone - before);
            answers.Add($"{answer.Status} {answer.Text}");
        }

        Assert.That(answers.Distinct(), Has.Exactly(1).Items);
        Assert.That(answers[0], Does.StartWith("401").And.Contain("invalid_credentials"));
        Assert.That(work, Is.All.EqualTo(1000));
    }

    [TestCase("""{"password":"s3cret!"}""", "email")]
    [TestCase("""{"email":"ada@example.com"}""", "password")]
    [TestCase("""{"email":5,"password":"s3cret!"}""", "email")]
    [TestCase("""{"email":"ada@example.com","password":{}}""", "password")]
    public async Task Email_MissingOrOddMembers_AreBadRequests(string body, string field)
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.PostAsync("signin-email", JsonNode.Parse(body));

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Fields(), Is.EqualTo(field));
    }

    [Test]
    public async Task Unconfirmed_RightPassword_IsToldSo_WrongPasswordIsNot()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync();
        await backend.SignUpPhoneAsync();

        var email = await backend.SignInAsync();
        var phone = await backend.SignInPhoneAsync();

        Assert.That((email.Status, email.Code), Is.EqualTo((401, "email_not_verified")));
        Assert.That((phone.Status, phone.Code), Is.EqualTo((401, "phone_not_verified")));
        Assert.That((await backend.SignInAsync(password: "wrong-1")).Code, Is.EqualTo("invalid_credentials"));
    }

    [Test]
    public async Task Password_InAnotherUnicodeForm_IsTheSame()
    {
        await using var backend = await AuthBackend.StartAsync();
        await backend.SignUpAsync(password: "crème brûlée");

        Assert.That((await backend.SignInAsync(password: "cre\u0300me\u00A0bru\u0302le\u0301e")).Status, Is.EqualTo(200));
        Assert.That((await backend.SignInAsync(password: "creme brulee")).Code, Is.EqualTo("invalid_credentials"));
    }

    [Test]
    public async Task Iterations_Raised_RehashOnTheNextSignIn()
    {
        var data = Directory.CreateTempSubdirectory("altogic-test-");
        try
        {
            var options = new AltogicBackendOptions { DataDirectory = data.FullName, PasswordIterations = 500 };
            await using (var old = await Altogic.Reactive.Tests.Testing.BackendFixture.StartAsync(options))
                await old.PostAsync(AuthBackend.Prefix + "/signup-email", JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}"""));

            await using var raised = await Altogic.Reactive.Tests.Testing.BackendFixture.StartAsync(options with { PasswordIterations = 2000 });
            var hasher = raised.Service<AuthModule>().Hasher;
            var body = JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}""")!;

            Assert.That((await raised.PostAsync(AuthBackend.Prefix + "/signin-email", body)).Status, Is.EqualTo(200));
            Assert.That(hasher.IterationsDone, Is.EqualTo(4000), "checked with the work of today, then hashed anew");
            Assert.That((await raised.PostAsync(AuthBackend.Prefix + "/signin-email", body.DeepClone())).Status, Is.EqualTo(200));
            Assert.That(hasher.IterationsDone, Is.EqualTo(6000), "once is enough");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Test]
    public async Task EnforcedSession_LeavesTheEntrancesOpen()
    {
        await using var backend = await AuthBackend.StartAsync(
            app: app => app with { ClientKeys = [new ClientKeyDefinition { Key = "strict", EnforceSession = true }] });

        async Task<int> StatusAsync(string method, string path, JsonNode? body = null) => (await backend.Fixture.SendAsync(
            method, AuthBackend.Prefix + path, body, "stale-token", ("X-Client-Key", "strict"))).Status;

        Assert.That(await StatusAsync("POST", "/signup-email", JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}""")), Is.EqualTo(200));
        Assert.That(await StatusAsync("POST", "/signin-email", JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}""")), Is.EqualTo(200));
        Assert.That(await StatusAsync("GET", "/grant?key=x"), Is.EqualTo(403));
        Assert.That(await StatusAsync("GET", "/user"), Is.EqualTo(401));
    }
}
