using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

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
}
