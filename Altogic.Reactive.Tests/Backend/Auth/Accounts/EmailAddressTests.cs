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

    [Test]
    public void Normalize_AnythingLikeAnAddress_IsNullOrStaysAsItIs()
    {
        string[] pieces = ["a", "B", "é", "e\u0301", "İ", "ß", "漢", "1", "-", ".", "@", "@example", ".com", "+", " ", "_", "xn--", "\u202E", "ǅ", "ﬁ"];
        var random = new Random(5);
        var addresses = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => pieces[random.Next(pieces.Length)])) + (random.Next(2) == 0 ? "@example.com" : "");
            if (EmailAddress.Normalize(text) is not { } address) continue;
            addresses++;
            Assert.That(EmailAddress.Normalize(address), Is.EqualTo(address), text);
        }

        Assert.That(addresses, Is.InRange(5_000, 95_000), "both outcomes are tested");
    }
}
