using System.Text;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;

namespace Altogic.Reactive.Tests.Backend.Auth.Passwords;

internal sealed class PasswordTextTests
{
    [TestCase("é", "e\u0301")]
    [TestCase("a b", "a\u00A0b")]
    [TestCase("a b", "a\u3000b")]
    public void Prepare_SameForm_SameBytes(string one, string other) => Assert.That(PasswordText.Prepare(one), Is.EqualTo(PasswordText.Prepare(other)));

    [TestCase("a", "A")]
    [TestCase("ı", "i")]
    [TestCase("a", " a")]
    [TestCase("①", "1")]
    public void Prepare_OtherCharacters_OtherBytes(string one, string other) => Assert.That(PasswordText.Prepare(one), Is.Not.EqualTo(PasswordText.Prepare(other)));

    [Test]
    public void Prepare_KeepsToTheLimitInBytes()
    {
        Assert.That(PasswordText.Prepare(new string('ş', 256)), Has.Length.EqualTo(512));
        Assert.That(PasswordText.Prepare(new string('ş', 257)), Is.Null);
        Assert.That(PasswordText.Prepare(new string('x', 100_000)), Is.Null);
    }

    [Test]
    public void Prepare_NoText_IsNull()
    {
        // Not as test cases: attributes are kept in UTF-8, where half a pair cannot be written.
        foreach (var password in new[] { null, "\ud83d", "x\ude00x", "\ude00\ud83d" })
            Assert.That(PasswordText.Prepare(password), Is.Null);
    }

    [TestCase("123456", 6)]
    [TestCase("😀😀😀", 3)]
    public void Length_CountsCodePoints(string password, int length) => Assert.That(PasswordText.Length(password), Is.EqualTo(length));

    [FsCheck.NUnit.Property]
    public bool Prepare_AnyText_GivesUtf8OrNull(string text) =>
        PasswordText.Prepare(text) is not { } bytes || Encoding.UTF8.GetString(bytes).Length > 0 || text.Length == 0;
}
