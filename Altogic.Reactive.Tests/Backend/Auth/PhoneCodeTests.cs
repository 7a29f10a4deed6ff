using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class PhoneCodeTests
{
    private const string NewPhone = "+905559998877";
    private static readonly AuthDefinition Confirming = new() { PhoneVerification = true, Limits = new AuthLimitsDefinition { Enabled = false } };

    [Test]
    public async Task VerifyPhone_AfterSignUp_GivesUserAndSession()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();

        var answer = await VerifyAsync(backend, backend.Message("verifyPhone").Code!);

        Assert.That((bool?)answer.User()["phoneVerified"], Is.True);
        Assert.That((await backend.GetAsync("user", answer.Token())).Status, Is.EqualTo(200));
        Assert.That((await backend.SignInPhoneAsync()).Status, Is.EqualTo(200));
        Assert.That((await VerifyAsync(backend, backend.Message("verifyPhone").Code!)).Code, Is.EqualTo("invalid_access_token"), "once");
    }

    [Test]
    public async Task ResentCode_TakesThePlaceOfTheFirst()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();
        var first = backend.Message("verifyPhone").Code!;
        await backend.PostAsync("resend-code?phone=%2B905551112233");
        var second = backend.Message("verifyPhone").Code!;

        if (first != second) Assert.That((await VerifyAsync(backend, first)).Code, Is.EqualTo("invalid_access_token"));
        Assert.That((await VerifyAsync(backend, second)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task FiveWrongTries_EndTheCode()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();
        var code = backend.Message("verifyPhone").Code!;

        for (var i = 0; i < 5; i++) Assert.That((await VerifyAsync(backend, AuthBackend.WrongCode(code))).Status, Is.EqualTo(403));

        Assert.That((await VerifyAsync(backend, code)).Code, Is.EqualTo("invalid_access_token"));
    }

    [Test]
    public async Task FourWrongTries_LeaveOne()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();
        var code = backend.Message("verifyPhone").Code!;

        for (var i = 0; i < 4; i++) await VerifyAsync(backend, AuthBackend.WrongCode(code));

        Assert.That((await VerifyAsync(backend, code)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task ManyTriesAtOnce_AreCountedOneByOne()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();
        var code = backend.Message("verifyPhone").Code!;

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => VerifyAsync(backend, AuthBackend.WrongCode(code))));

        Assert.That((await VerifyAsync(backend, code)).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Code_AfterTenMinutes_HasExpired()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();
        backend.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        Assert.That((await VerifyAsync(backend, backend.Message("verifyPhone").Code!)).Code, Is.EqualTo("invalid_access_token"));
    }

    [Test]
    public async Task SignInCode_SignsIn_Once()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedPhoneSignUpAsync();
        await backend.PostAsync("send-code?phone=%2B905551112233");
        var operation = $"signin-code?code={backend.Message("signInCode").Code}&phone=%2B905551112233";

        Assert.That((await backend.PostAsync(operation)).Token(), Is.Not.Empty);
        Assert.That((await backend.PostAsync(operation)).Code, Is.EqualTo("invalid_access_token"));
    }

    [Test]
    public async Task Code_IsGoodForItsActionAndPhoneOnly()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedPhoneSignUpAsync();
        await backend.ConfirmedPhoneSignUpAsync(NewPhone);
        await backend.PostAsync("send-code?phone=%2B905551112233");
        var code = backend.Message("signInCode").Code;
        var body = new JsonObject { ["newPassword"] = "another-1" };

        Assert.That((await backend.PostAsync($"reset-pwd-code?phone=%2B905551112233&code={code}", body)).Status, Is.EqualTo(403));
        Assert.That((await backend.PostAsync($"verify-phone?phone=%2B905551112233&code={code}")).Status, Is.EqualTo(403));
        Assert.That((await backend.PostAsync($"signin-code?phone=%2B905559998877&code={code}")).Status, Is.EqualTo(403));
        Assert.That((await backend.PostAsync($"signin-code?phone=%2B905551112233&code={code}")).Status, Is.EqualTo(200));
    }

    [TestCase("send-reset-code?phone=%2B905551112233")]
    [TestCase("send-reset?phone=%2B905551112233")]
    public async Task ResetCode_SetsThePassword(string send)
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedPhoneSignUpAsync();
        await backend.PostAsync(send);
        var operation = $"reset-pwd-code?phone=%2B905551112233&code={backend.Message("resetPasswordCode").Code}";

        Assert.That((await backend.PostAsync(operation, new JsonObject { ["newPassword"] = "abc" })).Fields(), Is.EqualTo("newPassword"));
        Assert.That((await backend.PostAsync(operation, new JsonObject { ["newPassword"] = "another-1" })).Text, Is.EqualTo("null"));

        Assert.That((await backend.SignInPhoneAsync()).Status, Is.EqualTo(401));
        Assert.That((await backend.SignInPhoneAsync(password: "another-1")).Status, Is.EqualTo(200));
        Assert.That((await backend.PostAsync(operation, new JsonObject { ["newPassword"] = "another-2" })).Code, Is.EqualTo("invalid_access_token"));
    }

    [Test]
    public async Task ResetCode_Wrong_IsRefusedWithoutTheWorkOfHashing()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedPhoneSignUpAsync();
        await backend.PostAsync("send-reset-code?phone=%2B905551112233");
        var code = backend.Message("resetPasswordCode").Code!;
        var hasher = backend.Fixture.Service<AuthModule>().Hasher;
        var before = hasher.IterationsDone;

        for (var i = 0; i < 4; i++) Assert.That((await ResetAsync(AuthBackend.WrongCode(code))).Code, Is.EqualTo("invalid_access_token"));

        Assert.That(hasher.IterationsDone, Is.EqualTo(before));
        Assert.That((await ResetAsync(code)).Status, Is.EqualTo(200), "four wrong tries leave one");

        Task<Answer> ResetAsync(string tried) =>
            backend.PostAsync($"reset-pwd-code?phone=%2B905551112233&code={tried}", new JsonObject { ["newPassword"] = "another-1" });
    }

    [Test]
    public async Task ChangePhone_IsConfirmedWithTheNewNumber()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var session = await backend.ConfirmedPhoneSignUpAsync();

        var change = await backend.PostAsync("change-phone", Change(), session);
        Assert.That((string?)change.Json!["phone"], Is.EqualTo(AuthBackend.Phone), "unchanged until confirmed");
        Assert.That(backend.Message("changePhone").To, Is.EqualTo(NewPhone));

        var answer = await VerifyAsync(backend, backend.Message("changePhone").Code!, NewPhone);

        Assert.That((string?)answer.User()["phone"], Is.EqualTo(NewPhone));
        Assert.That(answer.Text, Does.Contain("\"session\":null"));
        Assert.That((await backend.SignInPhoneAsync(NewPhone)).Status, Is.EqualTo(200));
        Assert.That((await backend.SignInPhoneAsync()).Code, Is.EqualTo("invalid_credentials"));
    }

    [Test]
    public async Task ChangePhone_TakenMeanwhile_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var session = await backend.ConfirmedPhoneSignUpAsync();
        await backend.PostAsync("change-phone", Change(), session);
        var code = backend.Message("changePhone").Code!;
        await backend.ConfirmedPhoneSignUpAsync(NewPhone);

        Assert.That((await VerifyAsync(backend, code, NewPhone)).Code, Is.EqualTo("phone_not_unique"));
    }

    [Test]
    public async Task SignInCodes_CanBeOnWithoutVerification()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { SignInCodes = true });

        Assert.That((await backend.PostAsync("send-code?phone=%2B905551112233")).Status, Is.EqualTo(200));
        Assert.That((await backend.PostAsync("signin-code?code=123456&phone=%2B905551112233")).Code, Is.EqualTo("invalid_access_token"));
    }

    [Test]
    public async Task Codes_AreNotReadableInTheDataFolder()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = folder.Path, App = new AppDefinition { Auth = Confirming with { CodeLength = 12 } } };
        string code;
        await using (var backend = await BackendFixture.StartAsync(options))
        {
            await backend.PostAsync(AuthBackend.Prefix + "/signup-phone", JsonNode.Parse("""{"phone":"+905551112233","password":"s3cret!"}"""));
            code = backend.Outbox.Single().Code!;
        }

        foreach (var file in Directory.GetFiles(folder.Path))
            Assert.That(System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), Does.Not.Contain(code), file);
    }

    private static JsonObject Change() => new() { ["currentPassword"] = AuthBackend.Password, ["newPhone"] = NewPhone };

    private static Task<Answer> VerifyAsync(AuthBackend backend, string code, string phone = AuthBackend.Phone) =>
        backend.PostAsync($"verify-phone?code={code}&phone={Uri.EscapeDataString(phone)}");
}
