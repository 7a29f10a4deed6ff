using Altogic.Reactive.Backend.Modules.Auth.Accounts;

namespace Altogic.Reactive.Tests.Backend.Auth.Accounts;

internal sealed class EmailAddressTests
{
    [TestCase("ada@example.com", "ada@example.com")]
    [TestCase(" Ada.Lovelace+tag@Example.CO.UK ", "ada.lovelace+tag@example.co.uk")]
    [TestCase("INFO@EXAMPLE.COM", "info@example.com")]
    [TestCase("o'brien_1!#$%&*=?^`{|}~@x-y.org", "o'brien_1!#$%&*=?^`{|}~@x-y.org")]
    [TestCase("jürgen漢@例え.テスト", "jürgen漢@例え.テスト")]
    [TestCase("ju\u0308rgen@example.com", "jürgen@example.com")]
    [TestCase("a@b.co", "a@b.co")]
    [TestCase("a@xn--bcher-kva.example", "a@xn--bcher-kva.example")]
    public void Normalize_Address_IsOneForm(string text, string expected) => Assert.That(EmailAddress.Normalize(text), Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("ada")]
    [TestCase("ada@")]
    [TestCase("@example.com")]
    [TestCase("ada@example")]
    [TestCase("ada.example.com")]
    [TestCase("ada@@example.com")]
    [TestCase("a b@example.com")]
    [TestCase("ada@exa mple.com")]
    [TestCase(".ada@example.com")]
    [TestCase("ada.@example.com")]
    [TestCase("a..b@example.com")]
    [TestCase("ada@-example.com")]
    [TestCase("ada@example-.com")]
    [TestCase("ada@example..com")]
    [TestCase("ada@example.com.")]
    [TestCase("ada@127.0.0.1")]
    [TestCase("ada@exam_ple.com")]
    [TestCase("ada<x>@example.com")]
    [TestCase("ada@example.com\r\nBcc: eve@example.com")]
    [TestCase("ada\u0000@example.com")]
    [TestCase("ada\u202E@example.com")]
    [TestCase("😀@example.com")]
    [TestCase("ada\ud83d@example.com")]
    public void Normalize_NoAddress_IsNull(string? text) => Assert.That(EmailAddress.Normalize(text), Is.Null);

    [Test]
    public void Normalize_KeepsToTheLengths()
    {
        Assert.That(EmailAddress.Normalize(new string('a', 64) + "@example.com"), Is.Not.Null);
        Assert.That(EmailAddress.Normalize(new string('a', 65) + "@example.com"), Is.Null);
        Assert.That(EmailAddress.Normalize("a@" + new string('b', 63) + ".com"), Is.Not.Null);
        Assert.That(EmailAddress.Normalize("a@" + new string('b', 64) + ".com"), Is.Null);
        Assert.That(EmailAddress.Normalize("a@" + string.Concat(Enumerable.Repeat("bbbbbbbbb.", 26)) + "com"), Is.Null);
    }

    [FsCheck.NUnit.Property]
    public bool Normalize_AnyText_IsNullOrStaysAsItIs(string text) =>
        EmailAddress.Normalize(text) is not { } address || EmailAddress.Normalize(address) == address;
}
