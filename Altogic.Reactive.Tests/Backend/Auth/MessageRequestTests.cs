using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class MessageRequestTests
{
    private const string PhoneQuery = "?phone=%2B905551112233";
    private static readonly AuthDefinition Confirming = new() { EmailVerification = true, PhoneVerification = true };
    private static readonly AuthDefinition Revealing = Confirming with { RevealAccounts = true };

    [TestCase("resend?email=nobody@example.com")]
    [TestCase("send-magic?email=nobody@example.com")]
    [TestCase("send-reset?email=nobody@example.com")]
    [TestCase("resend-code?phone=%2B905559998877")]
    [TestCase("send-code?phone=%2B905559998877")]
    [TestCase("send-reset-code?phone=%2B905559998877")]
    [TestCase("send-reset?phone=%2B905559998877")]
    [TestCase("send-magic?email=ada@example.com", "unconfirmed")]
    [TestCase("send-reset?email=ada@example.com", "unconfirmed")]
    [TestCase("send-code" + PhoneQuery, "unconfirmed")]
    [TestCase("send-reset-code" + PhoneQuery, "unconfirmed")]
    [TestCase("resend?email=ada@example.com", "confirmed")]
    [TestCase("resend-code" + PhoneQuery, "confirmed")]
    public async Task NobodyToSendTo_SaysNothing(string operation, string account = "none")
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await PrepareAsync(backend, account);
        var before = backend.Fixture.Outbox.Count;

        var answer = await backend.PostAsync(operation);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")));
        Assert.That(backend.Fixture.Outbox, Has.Count.EqualTo(before));
    }

    [TestCase("resend?email=nobody@example.com", "none", 404, "user_not_found")]
    [TestCase("send-magic?email=nobody@example.com", "none", 404, "user_not_found")]
    [TestCase("send-reset?email=nobody@example.com", "none", 404, "user_not_found")]
    [TestCase("resend-code?phone=%2B905559998877", "none", 404, "user_not_found")]
    [TestCase("send-code?phone=%2B905559998877", "none", 404, "user_not_found")]
    [TestCase("send-reset-code?phone=%2B905559998877", "none", 404, "user_not_found")]
    [TestCase("send-magic?email=ada@example.com", "unconfirmed", 401, "email_not_verified")]
    [TestCase("send-reset?email=ada@example.com", "unconfirmed", 401, "email_not_verified")]
    [TestCase("send-code" + PhoneQuery, "unconfirmed", 401, "phone_not_verified")]
    [TestCase("send-reset-code" + PhoneQuery, "unconfirmed", 401, "phone_not_verified")]
    [TestCase("resend?email=ada@example.com", "confirmed", 401, "email_already_verified")]
    [TestCase("resend-code" + PhoneQuery, "confirmed", 401, "phone_already_verified")]
    public async Task RevealAccounts_SaysWhy(string operation, string account, int status, string code)
    {
        await using var backend = await AuthBackend.StartAsync(Revealing);
        await PrepareAsync(backend, account);

        var answer = await backend.PostAsync(operation);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
    }

    [TestCase("resend?email=ada@example.com", "email_verification_disabled")]
    [TestCase("send-magic?email=ada@example.com", "email_verification_disabled")]
    [TestCase("send-reset?email=ada@example.com", "email_verification_disabled")]
    [TestCase("resend-code" + PhoneQuery, "phone_verification_disabled")]
    [TestCase("send-reset-code" + PhoneQuery, "phone_verification_disabled")]
    [TestCase("send-reset" + PhoneQuery, "phone_verification_disabled")]
    [TestCase("send-code" + PhoneQuery, "sms_auth_codes_disabled")]
    [TestCase("signin-code?code=123456&phone=%2B905551112233", "sms_auth_codes_disabled")]
    public async Task ConfirmationSwitchedOff_IsAnErrorForEverybody(string operation, string code)
    {
        await using var backend = await AuthBackend.StartAsync();

        var answer = await backend.PostAsync(operation);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, code)));
    }

    [TestCase("resend", 400, "missing_required_value")]
    [TestCase("send-magic?email=", 400, "missing_required_value")]
    [TestCase("send-reset?email=nobody", 400, "validation_error")]
    [TestCase("send-magic?email=a&b=c@example.com", 400, "validation_error")]
    [TestCase("resend-code", 400, "missing_phone_number")]
    [TestCase("resend-code?phone=undefined", 400, "validation_error")]
    [TestCase("send-code?phone=", 400, "missing_phone_number")]
    [TestCase("send-reset-code?phone=%2B1(555)%26x%3D1%232%2520", 400, "validation_error")]
    [TestCase("verify-phone?code=123456", 400, "missing_phone_number")]
    [TestCase("verify-phone?phone=%2B905551112233", 400, "missing_sms_code")]
    [TestCase("signin-code?code=&phone=%2B905551112233", 400, "missing_sms_code")]
    [TestCase("signin-code?code=123456&phone=undefined", 403, "invalid_access_token")]
    [TestCase("reset-pwd", 400, "missing_access_token")]
    [TestCase("reset-pwd-code?code=123456", 400, "missing_phone_number")]
    [TestCase("reset-pwd-code?phone=%2B905551112233&code=", 400, "missing_sms_code")]
    public async Task MissingOrMalformedParameters_AreRefused(string operation, int status, string code)
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);

        var answer = await backend.PostAsync(operation, new JsonObject { ["newPassword"] = "another-1" });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
    }

    [TestCase("?email=ada+tag@example.com")]
    [TestCase("?email=ada%2Btag@example.com")]
    [TestCase("?email=ada%2Btag%40example.com")]
    public async Task Email_WithPlus_ArrivesHoweverItIsEncoded(string query)
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpAsync("ada+tag@example.com");

        await backend.PostAsync("resend" + query);

        Assert.That(backend.Fixture.Outbox.Select(message => message.To), Is.All.EqualTo("ada+tag@example.com").And.Exactly(2).Items);
    }

    [TestCase("?phone=%2B905551112233")]
    [TestCase("?phone=%20905551112233")]
    [TestCase("?phone=+905551112233")]
    [TestCase("?phone=%2B90%20555%20111%2022%2033")]
    public async Task Phone_ArrivesHoweverItIsEncoded(string query)
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();

        await backend.PostAsync("resend-code" + query);

        Assert.That(backend.Fixture.Outbox.Select(message => message.To), Is.All.EqualTo(AuthBackend.Phone).And.Exactly(2).Items);
    }

    [Test]
    public async Task UnknownAccount_CostsTheSameWrites()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await PrepareAsync(backend, "confirmed");
        var database = backend.Fixture.Service<SqliteDatabase>();

        async Task<long> WritesOfAsync(string operation)
        {
            var before = database.Writes;
            await backend.PostAsync(operation);
            return database.Writes - before;
        }

        Assert.That(await WritesOfAsync("send-magic?email=nobody@example.com"), Is.EqualTo(await WritesOfAsync("send-magic?email=ada@example.com")).And.EqualTo(1));
        Assert.That(await WritesOfAsync("send-code?phone=%2B905559998877"), Is.EqualTo(await WritesOfAsync("send-code" + PhoneQuery)).And.EqualTo(1));
    }

    [Test]
    public async Task Message_NotSendable_IsALogEntryUnlessAccountsAreRevealed()
    {
        await using var quiet = await AuthBackend.StartAsync(Confirming);
        await using var open = await AuthBackend.StartAsync(Revealing);
        foreach (var backend in new[] { quiet, open })
        {
            await PrepareAsync(backend, "confirmed");
            backend.Fixture.ExpectsErrors = true;
            Directory.Delete(backend.Fixture.Outbox.Directory, recursive: true);
            await File.WriteAllTextAsync(backend.Fixture.Outbox.Directory, "in the way");
        }

        Assert.That((await quiet.PostAsync("send-magic?email=ada@example.com")).Status, Is.EqualTo(200));
        Assert.That(quiet.Fixture.Log.Select(entry => entry.Id), Does.Contain(1200));
        Assert.That(quiet.Fixture.Log.Select(entry => entry.Text), Has.None.Contains("ada@example.com"));
        Assert.That((await open.PostAsync("send-magic?email=ada@example.com")).Code, Is.EqualTo("cannot_send_auth_email"));
        Assert.That((await open.PostAsync("send-code" + PhoneQuery)).Code, Is.EqualTo("cannot_send_sms_code"));
    }

    private static async Task PrepareAsync(AuthBackend backend, string account)
    {
        if (account == "unconfirmed")
        {
            await backend.SignUpAsync();
            await backend.SignUpPhoneAsync();
        }
        else if (account == "confirmed")
        {
            await backend.ConfirmedSignUpAsync();
            await backend.ConfirmedPhoneSignUpAsync();
        }
    }
}
