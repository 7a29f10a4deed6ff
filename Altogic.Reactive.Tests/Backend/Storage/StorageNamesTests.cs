using System.Text;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Altogic.Reactive.Tests.Backend.Storage;

public sealed class StorageNamesTests
{
    [TestCase("a.txt")]
    [TestCase("dir/é a+b&c=d%41#.txt")]
    [TestCase(".gitignore")]
    [TestCase("..hidden")]
    [TestCase("a..b")]
    [TestCase("console.log")]
    [TestCase("com10.txt")]
    [TestCase("2024-01-05T08:00:00Z.json")]
    [TestCase("👩‍💻.png")]
    [TestCase("漢字 😀 'x' \"y\" <z> | ? *")]
    public void File_OrdinaryNames_StayAsTheyAre(string name) => Assert.That(StorageNames.File(name, "fileName"), Is.EqualTo(name));

    [TestCase("..")]
    [TestCase(".")]
    [TestCase("...")]
    [TestCase("../a")]
    [TestCase("a/../b")]
    [TestCase("a/./b")]
    [TestCase("a/")]
    [TestCase("a//b")]
    [TestCase("/etc/passwd")]
    [TestCase("\\\\server\\share")]
    [TestCase("a\\b")]
    [TestCase("..\\a")]
    [TestCase("C:evil")]
    [TestCase("c:/windows")]
    [TestCase("a\0b")]
    [TestCase("a\nb")]
    [TestCase("a\u0085b")]
    [TestCase("CON")]
    [TestCase("con.txt")]
    [TestCase("dir/NUL .txt")]
    [TestCase("LPT1")]
    [TestCase("COM¹.log")]
    [TestCase("LPT1:x")]
    [TestCase("dir/com1 :x.txt")]
    [TestCase("\uFEFF")]
    [TestCase("\u200B.")]
    [TestCase("a/\u202E")]
    [TestCase("\u00A0\u2003")]
    public void File_HostileNames_AreRefused(string name) => AssertRefused(() => StorageNames.File(name, "fileName"));

    [Test]
    public void File_LongNames_AreRefused()
    {
        AssertRefused(() => StorageNames.File(new string('a', 256), "fileName"));
        AssertRefused(() => StorageNames.File(new string('é', 128), "fileName"));
        AssertRefused(() => StorageNames.File(string.Join('/', Enumerable.Repeat(new string('a', 200), 6)), "fileName"));
        Assert.That(StorageNames.File(new string('a', 255), "fileName"), Has.Length.EqualTo(255));
    }

    [Test]
    public void File_HalfACharacter_IsRefused() => AssertRefused(() => StorageNames.File("a\ud800b", "fileName"));

    [Test]
    public void NormalForms_AreOneName()
    {
        Assert.That(StorageNames.File("e\u0301.txt", "fileName"), Is.EqualTo("\u00e9.txt"));
        Assert.That(StorageNames.Normalise("A\u030a"), Is.EqualTo("\u00c5"));
        Assert.That(StorageNames.Normalise("x\ud800"), Is.EqualTo("x\ud800"));
    }

    [TestCase("photo.png", 2, "photo (2).png")]
    [TestCase("a.tar.gz", 1, "a.tar (1).gz")]
    [TestCase("noending", 1, "noending (1)")]
    [TestCase(".gitignore", 1, ".gitignore (1)")]
    [TestCase("dir.d/file", 1, "dir.d/file (1)")]
    [TestCase("dir/.x", 3, "dir/.x (3)")]
    public void Variant_PutsTheNumberBeforeTheEnding(string name, int number, string variant) =>
        Assert.That(StorageNames.Variant(name, number), Is.EqualTo(variant));

    [Test]
    public void Variant_WithoutRoomBeforeTheEnding_IsCutAtTheEnd()
    {
        var name = "a." + new string('x', 252);
        Assert.That(StorageNames.Variant(name, 1), Is.EqualTo("a." + new string('x', 249) + " (1)"));
        Assert.That(StorageNames.Variant("dir/" + name, 12), Is.EqualTo("dir/a." + new string('x', 248) + " (12)"));
    }

    [TestCase("a/b")]
    [TestCase("root")]
    [TestCase("..")]
    [TestCase("AUX")]
    public void Bucket_HostileNames_AreRefused(string name) => AssertRefused(() => StorageNames.Bucket(name, "name"));

    /// <summary>Whatever the name: it is refused, or a client that saves under it stays inside its folder.</summary>
    [Test]
    public void File_AnyName_StaysInsideTheFolder() => Prop.ForAll(Names(), name =>
    {
        string accepted;
        try
        {
            accepted = StorageNames.File(name, "fileName");
        }
        catch (ApiException e)
        {
            Assert.That(e.Status, Is.EqualTo(400));
            return;
        }

        var folder = Path.Combine(Path.GetTempPath(), "x");
        Assert.That(Path.GetFullPath(Path.Combine(folder, accepted)), Does.StartWith(folder + Path.DirectorySeparatorChar));
        Assert.That(accepted, Does.Not.Contain('\\').And.Not.Contain('\0'));
        Assert.That(accepted.IsNormalized(NormalizationForm.FormC), Is.True);
        Assert.That(StorageNames.File(accepted, "fileName"), Is.EqualTo(accepted), "what is stored can be stored again");
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Variant_OfAnyName_IsANameAndAnotherOne() => Prop.ForAll(Names(), ArbMap.Default.ArbFor<PositiveInt>(), (name, number) =>
    {
        try
        {
            name = StorageNames.File(name, "fileName");
        }
        catch (ApiException)
        {
            return;
        }

        var variant = StorageNames.Variant(name, number.Get);
        Assert.That(variant, Is.Not.EqualTo(name));
        Assert.That(StorageNames.File(variant, "fileName"), Is.EqualTo(variant));
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Names() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null),
        Gen.Elements("..", "/", "\\", ".", "a", "é", "e\u0301", "\0", "CON", ":", " ", "😀", ".txt", new string('x', 250)).ArrayOf().Select(string.Concat),
        Gen.Elements("a", "é", "😀", "dir/a", "..a", new string('b', 200)).SelectMany(
            stem => Gen.Choose(200, 260).Select(length => stem + "." + new string('x', Math.Max(0, length - Encoding.UTF8.GetByteCount(stem)))))).ToArbitrary();

    private static void AssertRefused(Func<string> check) =>
        Assert.That(() => check(), Throws.InstanceOf<ApiException>().With.Property(nameof(ApiException.Status)).EqualTo(400));
}
