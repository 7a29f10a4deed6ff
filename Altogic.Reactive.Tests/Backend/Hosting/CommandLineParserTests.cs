using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Hosting.CommandLine;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Backend.Hosting;

public sealed class CommandLineParserTests
{
    [Test]
    public void Serve_WithoutOptions_HasTheDocumentedDefaults() =>
        Assert.That(Parse("serve"), Is.EqualTo(new ServeCommand("http://127.0.0.1:4180", "./altogic-data", null, null, LogLevel.Information)));

    [Test]
    public void Serve_WithEveryOption_TakesThem()
    {
        var expected = new ServeCommand("http://127.0.0.1:0", "d", "a.json", "k=1", LogLevel.Warning);
        Assert.That(
            Parse("serve", "--url", "http://127.0.0.1:0", "--data", "d", "--app", "a.json", "--client-key", "k=1", "--store", "sqlite", "--log-level", "Warning"),
            Is.EqualTo(expected));
        Assert.That(
            Parse("serve", "--log-level=warning", "--client-key=k=1", "--app=a.json", "--data=d", "--url=http://127.0.0.1:0", "--store=sqlite"),
            Is.EqualTo(expected));
    }

    [Test]
    public void Serve_BehindProxies_TakesThemApart() => Assert.That(
        ((ServeCommand)Parse("serve", "--trusted-proxies", "127.0.0.1, ::1,10.0.0.0/8")).TrustedProxies, Is.EqualTo((string[])["127.0.0.1", "::1", "10.0.0.0/8"]));

    [Test]
    public void Grant_WithOptions_SplitsTheGroups()
    {
        var grant = (GrantCommand)Parse("users", "grant", "--email", "a@b.co", "--groups", "admin, support,", "--data", "d");
        Assert.That((grant.Email, grant.DataDirectory, grant.AppFile), Is.EqualTo(("a@b.co", "d", (string?)null)));
        Assert.That(grant.Groups, Is.EqualTo((string[])["admin", "support"]));
        Assert.That(((GrantCommand)Parse("users", "grant", "--email=a@b.co", "--groups=")).Groups, Is.Empty);
    }

    [TestCase("--version")]
    [TestCase("version")]
    public void Version_IsAsked(string line) => Assert.That(Parse(line), Is.InstanceOf<VersionCommand>());

    [Test]
    public void Import_WithOptions_TakesThem() => Assert.That(
        Parse("import", "--model", "todos", "--file=t.json", "--data", "d", "--app", "a.json"), Is.EqualTo(new ImportCommand("todos", "t.json", "d", "a.json")));

    [TestCase("--help")]
    [TestCase("-h")]
    [TestCase("help")]
    [TestCase("serve --help")]
    [TestCase("serve --url nonsense --help")]
    [TestCase("users grant --help")]
    public void Help_Anywhere_IsHelp(string line) => Assert.That(Parse(line.Split(' ')), Is.InstanceOf<HelpCommand>());

    [TestCase("", "serve")]
    [TestCase("sevre", "sevre", "serve")]
    [TestCase("users", "users")]
    [TestCase("users revoke", "users")]
    [TestCase("serve --prot 1", "--prot", "--url")]
    [TestCase("serve --dta d", "--dta", "did you mean --data?")]
    [TestCase("serve --url", "--url", "value")]
    [TestCase("serve --url --data d", "--url", "value")]
    [TestCase("serve --url=", "--url", "empty")]
    [TestCase("serve --data a --data b", "--data", "twice")]
    [TestCase("serve 4180", "4180", "--url")]
    [TestCase("serve --url 127.0.0.1:4180", "--url", "http://127.0.0.1:4180")]
    [TestCase("serve --url https://127.0.0.1", "--url", "http only")]
    [TestCase("serve --url ftp://127.0.0.1", "--url", "http://")]
    [TestCase("serve --url http://127.0.0.1/api", "--url", "scheme, host and port")]
    [TestCase("serve --url http://example.com", "--url", "IP addresses")]
    [TestCase("serve --url http://127.0.0.1:99999", "--url", "not an address")]
    [TestCase("serve --url http://user@127.0.0.1", "--url", "scheme, host and port")]
    [TestCase("serve --store postgres://x", "--store", "sqlite")]
    [TestCase("serve --client-key a,b", "--client-key", "ASCII")]
    [TestCase("serve --log-level loud", "--log-level", "information")]
    [TestCase("serve --trusted-proxies proxy.local", "--trusted-proxies", "proxy.local", "10.0.0.0/8")]
    [TestCase("serve --trusted-proxies 127.0.0.1,10.0.0.0/33", "--trusted-proxies", "10.0.0.0/33")]
    [TestCase("serve --log-level 3", "--log-level", "information")]
    [TestCase("import --file a.json", "--model", "missing")]
    [TestCase("import --model a", "--file", "missing")]
    [TestCase("users grant --groups a", "--email", "missing")]
    [TestCase("users grant --email a@b.co", "--groups", "missing")]
    [TestCase("users grant --email a@b.co --groups a --url x", "--url", "--email")]
    public void Mistake_OfAnyKind_NamesTheOptionAndTheCure(string line, params string[] parts)
    {
        var error = Assert.Throws<BackendStartException>(() => Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))!;
        foreach (var part in parts) Assert.That(error.Message, Does.Contain(part));
    }

    [TestCase("http://127.0.0.1:4180", 4180, "http://127.0.0.1:4180")]
    [TestCase("http://127.0.0.1:0/", 5000, "http://127.0.0.1:5000")]
    [TestCase("http://localhost:80", 80, "http://localhost:80")]
    [TestCase("http://*:4180", 4180, "http://127.0.0.1:4180")]
    [TestCase("http://+:4180", 4180, "http://127.0.0.1:4180")]
    [TestCase("http://0.0.0.0:4180", 4180, "http://127.0.0.1:4180")]
    [TestCase("http://[::]:4180", 4180, "http://[::1]:4180")]
    [TestCase("http://[::1]:4180", 4180, "http://[::1]:4180")]
    [TestCase(" http://127.0.0.1 ", 80, "http://127.0.0.1:80")]
    public void Url_OfAnyForm_IsShownAsCallersUseIt(string url, int port, string shown) =>
        Assert.That(Altogic.Reactive.Backend.Hosting.ListenAddress.Parse(url).ToUrl(port), Is.EqualTo(shown));

    private static Command Parse(params string[] arguments) => CommandLineParser.Parse(arguments);
}
