using Altogic.Reactive.Tests.Packages;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Examples;

/// <summary>The web server of the examples as somebody starts it: its exit code alone would not tell whose notes it shows to whom.</summary>
public sealed class ServerExampleTests
{
    [Test]
    public async Task EveryVisitor_SeesTheirOwnNotes_AndNobodySeesAnyWithoutASession()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Repository.PathOf(Path.Combine("examples", "06-server", "bin", configuration, "net10.0", "server.dll"));
        var run = await new Shell(new Dictionary<string, string>()).DotNetAsync(Repository.Root, program);
        var output = run.OutputOrFail();
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Match(@"Ada\W+/me\W+200.*Ada"));
            Assert.That(output, Does.Match(@"Ada\W+/notes\W+200.*Buy apples"));
            Assert.That(output, Does.Not.Match(@"Ada\W+/notes\W+200.*Call Ada"));
            Assert.That(output, Does.Match(@"nobody\W+/notes\W+401"));
            Assert.That(output, Does.Match(@"Ada, signed out\W+/notes\W+401"));
            Assert.That(System.Text.RegularExpressions.Regex.Count(output, @"Ben\W+/notes\W+200.*Call Ada"), Is.EqualTo(2));
            Assert.That(output, Does.Contain("HttpOnly").And.Contain("Secure"));
        });
    }
}
