using System.Text.RegularExpressions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Conventions;

public sealed class SourceTests
{
    private static readonly string[] Products = ["Altogic.Reactive", "Altogic.Reactive.Backend"];

    private static IEnumerable<(string Path, string Text)> Product => Products.SelectMany(Repository.Sources);

    [TestCase(@"\basync void\b", "return a Task, or compose an observable")]
    [TestCase(@"\.Subscribe\(\s*async\b", "use SelectMany, so that failures are seen")]
    [TestCase(@"catch\s*(\([^)]*\))?\s*\{\s*\}", "handle it, log it, or let it pass")]
    [TestCase(@"new NotImplementedException|\bTODO\b|\bFIXME\b", "finish it or leave it out")]
    [TestCase(@"#region\b", "split the file instead")]
    public void Products_NeverContain(string pattern, string instead) => AssertAbsent(Product, pattern, instead);

    [TestCase(@"Thread\.Sleep|Task\.Delay\(|SpinWait\.SpinUntil", "use virtual time or a sync point")]
    [TestCase(@"\[Ignore\(|\[Explicit\b|Assert\.(Pass|Inconclusive)\(|Assume\.", "run it or delete it")]
    [TestCase(@"\[MaxTime", "a test that measures time measures the machine")]
    public void Tests_NeverContain(string pattern, string instead) => AssertAbsent(
        Repository.Sources("Altogic.Reactive.Tests").Where(f => !f.Path.EndsWith("/SourceTests.cs", StringComparison.Ordinal)), pattern, instead);

    [Test]
    public void Tests_AreIgnoredOnlyWhereAToolIsMissing()
    {
        var files = Repository.Sources("Altogic.Reactive.Tests")
            .Where(f => f.Text.Contains("Assert.Ignore" + "(", StringComparison.Ordinal)).Select(f => Path.GetFileName(f.Path));
        Assert.That(files, Is.EquivalentTo(new[] { "NodePackages.cs", "DesktopTools.cs", "InstallTests.cs" }), "run it or delete it");
    }

    [Test]
    public void Files_StayBelowFourHundredLines()
    {
        var wrong = Product.Concat(Repository.Sources("Altogic.Reactive.Tests")).Select(f => (f.Path, Lines: f.Text.Count(c => c == '\n'))).Where(f => f.Lines > 400);
        Assert.That(wrong, Is.Empty, "split the type by job");
    }

    [Test]
    public void Namespaces_FollowFolders()
    {
        var wrong = Product
            .Select(f => (f.Path, Namespace: Regex.Match(f.Text, @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value))
            .Where(f => f.Namespace.Length > 0 && !IsAllowed(f.Path, f.Namespace));
        Assert.That(wrong, Is.Empty, "put the file where its namespace says");
    }

    private static bool IsAllowed(string path, string name)
    {
        var folder = Path.GetDirectoryName(path)!.Replace('/', '.').Replace('\\', '.');

        // What a user types lives in the root namespace, whatever its folder: results, the host, the app definition.
        return name == folder || name == "Altogic.Reactive" || name == "Altogic.Reactive.Backend";
    }

    private static void AssertAbsent(IEnumerable<(string Path, string Text)> files, string pattern, string instead)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant);
        var wrong = files.SelectMany(f => regex.Matches(f.Text)
            .Select(m => $"{f.Path}:{f.Text.AsSpan(0, m.Index).Count('\n') + 1}: {m.Value}"));
        Assert.That(wrong, Is.Empty, instead);
    }
}
