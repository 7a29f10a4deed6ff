using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

/// <summary>Whose number it is when an account made by e-mail has noted it.</summary>
internal sealed class PhoneClaimTests
{
    private static readonly AuthDefinition Confirming = new() { PhoneVerification = true, Limits = new AuthLimitsDefinition { Enabled = false } };

    [Test]
    public async Task SignUpByPhone_NumberOnlyNotedByAnother_TakesItAway()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var noted = await NoteAsync(backend);

        var owner = await backend.SignUpPhoneAsync();

        Assert.That(owner.Status, Is.EqualTo(200), owner.Text);
        var other = (await backend.GetAsync("user", noted)).Json!.AsObject();
        Assert.That((other["phone"], other["phoneVerified"], (string?)other["email"]), Is.EqualTo(((JsonNode?)null, (JsonNode?)null, AuthBackend.Email)));
        Assert.That((await ConfirmAsync(backend, "verifyPhone")).Status, Is.EqualTo(200));
        Assert.That((await backend.SignInPhoneAsync()).Status, Is.EqualTo(200));
        Assert.That((await backend.SignInAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task ChangePhone_NumberOnlyNotedByAnother_TakesItAwayWhenItIsConfirmed()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        var noted = await NoteAsync(backend);
        var owner = await backend.EnterAsync("owner@example.com");

        var change = await backend.PostAsync("change-phone", new JsonObject { ["newPhone"] = AuthBackend.Phone, ["currentPassword"] = AuthBackend.Password }, owner);

        Assert.That(change.Status, Is.EqualTo(200), change.Text);
        Assert.That((string?)(await backend.GetAsync("user", noted)).Json!["phone"], Is.EqualTo(AuthBackend.Phone), "nothing is proven yet");
        Assert.That((await ConfirmAsync(backend, "changePhone")).Status, Is.EqualTo(200));
        Assert.That((string?)(await backend.GetAsync("user", noted)).Json!["phone"], Is.Null);
        Assert.That((string?)(await backend.GetAsync("user", owner)).Json!["phone"], Is.EqualTo(AuthBackend.Phone));
    }

    [Test]
    public async Task SignUpByPhone_NumberThatAnotherSignedUpWith_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.SignUpPhoneAsync();

        Assert.That((await backend.SignUpPhoneAsync()).Code, Is.EqualTo("phone_not_unique"));
    }

    [Test]
    public async Task SignUpByPhone_NumberThatAnotherConfirmed_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await NoteAsync(backend);
        await backend.PostAsync("resend-code?phone=%2B905551112233");
        await ConfirmAsync(backend, "verifyPhone");

        Assert.That((await backend.SignUpPhoneAsync()).Code, Is.EqualTo("phone_not_unique"));
    }

    [Test]
    public async Task SignUpByEmail_NumberNotedByAnother_IsRefused()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await NoteAsync(backend);

        Assert.That((await SignUpNotingAsync(backend, "second@example.com")).Code, Is.EqualTo("phone_not_unique"));
    }

    [Test]
    public async Task SignUpByPhone_WithoutConfirmation_FirstComeFirstServed()
    {
        await using var backend = await AuthBackend.StartAsync();
        await NoteAsync(backend);

        Assert.That((await backend.SignUpPhoneAsync()).Code, Is.EqualTo("phone_not_unique"));
    }

    [Test]
    public async Task SignUpByPhone_AppThatWantsANumberOfEverybody_LeavesIt()
    {
        var fields = new Dictionary<string, FieldDefinition> { ["phone"] = new() { Type = FieldType.Phone, Required = true } };
        await using var backend = await AuthBackend.StartAsync(Confirming, app => app with
        {
            Models = new Dictionary<string, ModelDefinition> { ["users"] = new() { Fields = fields } },
        });
        await NoteAsync(backend);

        Assert.That((await backend.SignUpPhoneAsync()).Code, Is.EqualTo("phone_not_unique"));
    }

    /// <summary>Signs up by e-mail with the number beside it, and gives the session token.</summary>
    private static async Task<string> NoteAsync(AuthBackend backend) => (await SignUpNotingAsync(backend, AuthBackend.Email)).Token();

    private static Task<Answer> SignUpNotingAsync(AuthBackend backend, string email) => backend.PostAsync("signup-email", new JsonObject
    {
        ["email"] = email,
        ["password"] = AuthBackend.Password,
        ["nameOrUserData"] = new JsonObject { ["phone"] = AuthBackend.Phone },
    });

    private static Task<Answer> ConfirmAsync(AuthBackend backend, string template) =>
        backend.PostAsync($"verify-phone?code={backend.Message(template).Code}&phone={Uri.EscapeDataString(AuthBackend.Phone)}");
}
