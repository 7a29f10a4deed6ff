using System.IO.Compression;
using System.Xml.Linq;

namespace Altogic.Reactive.Tests.Packages;

/// <summary>What is in the packages, and what they bring along.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PackageTests
{
    private static readonly string[] Everywhere = ["README.md", "CHANGELOG.md", "icon.png"];

    private static readonly string[] OfTheClient =
    [
        "Microsoft.Extensions.DependencyInjection.Abstractions 10.0.14", "Microsoft.Extensions.Logging.Abstractions 10.0.14",
        "Newtonsoft.Json 13.0.4", "RestEase 1.4.3", "System.Reactive 6.0.1",
    ];

    [TestCase("Altogic.Reactive", "lib/netstandard2.0/Altogic.Reactive.dll", "lib/netstandard2.0/Altogic.Reactive.xml",
        "lib/net10.0/Altogic.Reactive.dll", "lib/net10.0/Altogic.Reactive.xml")]
    [TestCase("Altogic.Reactive.Backend", "lib/net10.0/Altogic.Reactive.Backend.dll", "lib/net10.0/Altogic.Reactive.Backend.xml")]
    [TestCase("Altogic.Reactive.Backend.Tool", "tools/net10.0/any/altogic-backend.dll", "tools/net10.0/any/DotnetToolSettings.xml")]
    [TestCase("Altogic.Reactive.Templates", "content/altogic-app/.template.config/template.json", "content/altogic-app/Altogic-App.slnx")]
    public void Package_HasItsFiles(string package, params string[] files)
    {
        using var archive = Open(package, "nupkg");
        Assert.That(archive.Entries.Select(e => e.FullName), Is.SupersetOf(files.Concat(Everywhere)));
    }

    [TestCase("Altogic.Reactive", "lib/netstandard2.0/Altogic.Reactive.pdb", "lib/net10.0/Altogic.Reactive.pdb")]
    [TestCase("Altogic.Reactive.Backend", "lib/net10.0/Altogic.Reactive.Backend.pdb")]
    public void SymbolPackage_HasTheSymbols(string package, params string[] files)
    {
        using var archive = Open(package, "snupkg");
        Assert.That(archive.Entries.Select(e => e.FullName), Is.SupersetOf(files));
    }

    [TestCase("Altogic.Reactive")]
    [TestCase("Altogic.Reactive.Backend")]
    [TestCase("Altogic.Reactive.Backend.Tool")]
    [TestCase("Altogic.Reactive.Templates")]
    public void Metadata_SaysWhatItIs(string package)
    {
        var metadata = Metadata(package);
        Assert.Multiple(() =>
        {
            Assert.That(Text("license"), Is.EqualTo("MIT"));
            Assert.That(Text("readme"), Is.EqualTo("README.md"));
            Assert.That(Text("icon"), Is.EqualTo("icon.png"));
            Assert.That(Text("tags"), Does.Contain("altogic"));
            Assert.That(Text("releaseNotes"), Does.Contain("CHANGELOG.md"));
            Assert.That(Text("description"), Has.Length.InRange(40, 200));
        });

        string? Text(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
    }

    [Test]
    public void Client_DependsOnWhatItUses() => Assert.Multiple(() =>
    {
        Assert.That(Dependencies("Altogic.Reactive", "net10.0"), Is.EquivalentTo(OfTheClient));
        Assert.That(Dependencies("Altogic.Reactive", ".NETStandard2.0"),
            Is.EquivalentTo([.. OfTheClient, "System.Diagnostics.DiagnosticSource 10.0.14", "System.Memory 4.6.3"]));
    });

    [Test]
    public void Backend_DependsOnWhatItUses() => Assert.That(
        Dependencies("Altogic.Reactive.Backend", "net10.0"),
        Is.EquivalentTo(["Altogic.Reactive " + PackedPackages.Version, "Microsoft.Data.Sqlite.Core 10.0.14", "SQLitePCLRaw.bundle_e_sqlite3 3.0.3"]));

    [Test]
    public void Backend_BringsAspNetCoreAlong() => Assert.That(
        Metadata("Altogic.Reactive.Backend").Descendants().Where(e => e.Name.LocalName == "frameworkReference").Select(e => (string?)e.Attribute("name")),
        Is.EqualTo(new[] { "Microsoft.AspNetCore.App" }));

    [TestCase("Altogic.Reactive.Backend.Tool")]
    [TestCase("Altogic.Reactive.Templates")]
    public void ToolAndTemplate_DependOnNothing(string package) =>
        Assert.That(Metadata(package).Descendants().Where(e => e.Name.LocalName == "dependency"), Is.Empty);

    private static IEnumerable<string> Dependencies(string package, string framework) => Metadata(package)
        .Descendants().Single(e => e.Name.LocalName == "group" && (string?)e.Attribute("targetFramework") == framework && e.Parent!.Name.LocalName == "dependencies")
        .Elements().Select(e => $"{(string?)e.Attribute("id")} {(string?)e.Attribute("version")}");

    private static XElement Metadata(string package)
    {
        using var archive = Open(package, "nupkg");
        using var nuspec = archive.GetEntry(package + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private static ZipArchive Open(string package, string extension) =>
        ZipFile.OpenRead(Path.Combine(PackedPackages.Feed, $"{package}.{PackedPackages.Version}.{extension}"));
}
