using System.Security.Cryptography;
using System.Text;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;

namespace Altogic.Reactive.Tests.Backend.Auth.Passwords;

internal sealed class PasswordHashTests
{
    [Test]
    public void Compute_IsPbkdf2OfTheFrameworkWithSha512()
    {
        var hash = PasswordHash.Compute("s3cret!"u8, 777);

        Assert.That(hash.Key, Is.EqualTo(Rfc2898DeriveBytes.Pbkdf2("s3cret!", hash.Salt, 777, HashAlgorithmName.SHA512, 64)));
        Assert.That(hash.Salt, Has.Length.EqualTo(16));
        Assert.That(PasswordHash.Compute("s3cret!"u8, 777).Salt, Is.Not.EqualTo(hash.Salt));
    }

    [Test]
    public void Format_Parse_GiveTheSameHash()
    {
        var hash = PasswordHash.Compute("s3cret!"u8, 5);

        var read = PasswordHash.Parse(hash.Format());

        Assert.That((read.Iterations, read.Salt, read.Key), Is.EqualTo((hash.Iterations, hash.Salt, hash.Key)));
        Assert.That(hash.Format(), Does.StartWith("pbkdf2-sha512$5$"));
    }

    [TestCase("")]
    [TestCase("bcrypt$5$AAAA$AAAA")]
    [TestCase("pbkdf2-sha512$5$AAAA")]
    public void Parse_SomethingElse_Throws(string text) => Assert.That(() => PasswordHash.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void ToString_DoesNotHoldTheHash()
    {
        var hash = PasswordHash.Compute("s3cret!"u8, 5);

        Assert.That(hash.ToString(), Does.Not.Contain(Convert.ToBase64String(hash.Key)));
    }

    [Test]
    public void Iterations_AreAtLeastWhatIsRecommended() => Assert.That(AuthModule.PasswordIterations, Is.GreaterThanOrEqualTo(210_000));

    [Test]
    public void Hasher_Check_TellsRightFromWrong()
    {
        var hasher = new PasswordHasher(10);
        var stored = hasher.Hash("s3cret!"u8.ToArray());

        Assert.That(hasher.Check("s3cret!"u8.ToArray(), stored), Is.True);
        Assert.That(hasher.Check("s3cret?"u8.ToArray(), stored), Is.False);
        Assert.That(hasher.Check(null, stored), Is.False);
        Assert.That(hasher.Check("s3cret!"u8.ToArray(), null), Is.False);
    }

    [Test]
    public void Hasher_Check_CostsTheSameWhateverThereIsToCompareWith()
    {
        var hasher = new PasswordHasher(10);
        var current = hasher.Hash("s3cret!"u8.ToArray());
        var cheap = PasswordHash.Compute("s3cret!"u8, 3);

        foreach (var (password, stored) in new (string?, PasswordHash?)[] { ("s3cret!", current), ("wrong", current), ("wrong", cheap), ("wrong", null), (null, current), (null, null) })
        {
            var before = hasher.IterationsDone;
            hasher.Check(password is null ? null : Encoding.UTF8.GetBytes(password), stored);
            Assert.That(hasher.IterationsDone - before, Is.EqualTo(10), $"{password} against {stored}");
        }
    }

    [Test]
    public void Hasher_IsOutdated_WhenTheParameterRose()
    {
        var stored = PasswordHash.Compute("s3cret!"u8, 10);

        Assert.That(new PasswordHasher(11).IsOutdated(stored), Is.True);
        Assert.That(new PasswordHasher(10).IsOutdated(stored), Is.False);
        Assert.That(new PasswordHasher(9).IsOutdated(stored), Is.False, "a lower parameter does not weaken what is there");
    }
}
