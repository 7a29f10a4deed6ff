using System.Security.Cryptography;
using System.Text;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;

namespace Altogic.Reactive.Tests.Backend.Auth.Tokens;

internal sealed class SecretTests
{
    private readonly HostSecrets _secrets = new(RandomNumberGenerator.GetBytes(32));

    [Test]
    public void Token_Is256BitsInUrlSafeLetters()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => SecretToken.New()).ToList();

        Assert.That(tokens, Is.All.Match("^[A-Za-z0-9_-]{43}$"));
        Assert.That(tokens, Is.Unique);
    }

    [Test]
    public void Code_HasTheDigitsAskedFor()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => SecretToken.NewCode(6)).ToList();

        Assert.That(codes, Is.All.Match("^[0-9]{6}$"));
        Assert.That(codes.Distinct().Count(), Is.GreaterThan(900));
        Assert.That(codes.SelectMany(code => code).Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public void Hash_IsSha256_AndComesBackFromItsBytes()
    {
        foreach (var token in new[] { SecretToken.New(), "", "ş", new string('x', 5000) })
        {
            var hash = TokenHash.Of(token);
            Assert.That(hash.ToArray(), Is.EqualTo(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
            Assert.That(TokenHash.From(hash.ToArray()), Is.EqualTo(hash));
        }
    }

    [Test]
    public void Seal_OpensForTheSameUserAndKeyOnly()
    {
        var box = _secrets.SealSession("token", "ada");

        Assert.That(_secrets.OpenSession(box, "ada"), Is.EqualTo("token"));
        Assert.That(_secrets.OpenSession(box, "eve"), Is.Null);
        Assert.That(new HostSecrets(new byte[32]).OpenSession(box, "ada"), Is.Null);
        Assert.That(_secrets.SealSession("token", "ada"), Is.Not.EqualTo(box), "never the same twice");
        Assert.That(Encoding.Latin1.GetString(box), Does.Not.Contain("token"));
        Assert.That(_secrets.OpenSession([], "ada"), Is.Null);
        box[^1] ^= 1;
        Assert.That(_secrets.OpenSession(box, "ada"), Is.Null);
    }

    [TestCase("")]
    [TestCase("x")]
    [TestCase("not base64!")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void OpenFromBrowser_Rubbish_IsNull(string box) => Assert.That(_secrets.OpenFromBrowser(box, "trip"), Is.Null);

    [Test]
    public void OpenFromBrowser_OtherPurpose_IsNull()
    {
        var box = _secrets.SealForBrowser("text", "trip");

        Assert.That(_secrets.OpenFromBrowser(box, "trip"), Is.EqualTo("text"));
        Assert.That(_secrets.OpenFromBrowser(box, "other"), Is.Null);
    }

    [Test]
    public void HashCode_IsBoundToPhoneActionUserAndCode()
    {
        var hashes = new[]
        {
            _secrets.HashCode("+1", "a", "u", "123456"), _secrets.HashCode("+2", "a", "u", "123456"), _secrets.HashCode("+1", "b", "u", "123456"),
            _secrets.HashCode("+1", "a", "v", "123456"), _secrets.HashCode("+1", "a", "u", "123457"), _secrets.HashCode("+1", "au", "", "123456"),
        };

        Assert.That(hashes.Select(Convert.ToHexString), Is.Unique);
        Assert.That(_secrets.HashCode("+1", "a", "u", "123456"), Is.EqualTo(hashes[0]));
    }

    [Test]
    public void GrantOf_IsAlwaysTheSame_AndDoesNotGiveTheKeyAway()
    {
        var key = SecretToken.New();

        var grant = _secrets.GrantOf(key);

        Assert.That(grant, Does.Match("^[A-Za-z0-9_-]{43}$").And.Not.EqualTo(key));
        Assert.That(_secrets.GrantOf(key), Is.EqualTo(grant));
        Assert.That(new HostSecrets(new byte[32]).GrantOf(key), Is.Not.EqualTo(grant));
    }
}
