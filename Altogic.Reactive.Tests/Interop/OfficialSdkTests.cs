using System.Text.Json;
using System.Text.RegularExpressions;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>The official JavaScript SDK, unchanged, calls every method of auth and db against our backend.</summary>
public sealed partial class OfficialSdkTests
{
    private const string Key = "interop-key";
    private const string ScriptPath = "Altogic.Reactive.Tests/Interop/official-sdk.cjs";
    private readonly Dictionary<string, (bool Ok, string? Message)> _outcomes = [];

    public static IEnumerable<string> Checks() => Check().Matches(Repository.Read(ScriptPath)).Select(m => m.Groups[1].Value);

    [OneTimeSetUp]
    public async Task RunTheScript()
    {
        var packages = NodePackages.Install("altogic@2.3.9");
        await using var open = await StartAsync(confirmation: false);
        await using var strict = await StartAsync(confirmation: true);
        var output = await Task.Run(() => NodePackages.RunScript(Repository.PathOf(ScriptPath), packages, new Dictionary<string, string>
        {
            ["CLIENT_KEY"] = Key,
            ["OPEN_URL"] = open.Url,
            ["STRICT_URL"] = strict.Url,
            ["OPEN_OUTBOX"] = Path.Combine(open.DataDirectory, "outbox"),
            ["STRICT_OUTBOX"] = Path.Combine(strict.DataDirectory, "outbox"),
        }));
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var message = json.RootElement.TryGetProperty("message", out var m) ? m.GetString() : null;
            _outcomes[json.RootElement.GetProperty("name").GetString()!] = (json.RootElement.GetProperty("ok").GetBoolean(), message);
        }
    }

    [Test]
    public void Script_RanToItsEnd() => Assert.That(_outcomes, Contains.Key("finished"));

    [TestCaseSource(nameof(Checks))]
    public void Method_WorksUnchanged(string name)
    {
        Assert.That(_outcomes, Contains.Key(name), "the script did not get there");
        Assert.That(_outcomes[name].Ok, Is.True, _outcomes[name].Message);
    }

    private static Task<AltogicBackend> StartAsync(bool confirmation) => AltogicBackend.StartAsync(new AltogicBackendOptions
    {
        ClientKey = Key,
        App = new AppDefinition
        {
            Auth = new AuthDefinition
            {
                EmailVerification = confirmation,
                PhoneVerification = confirmation,
                RedirectUrl = "http://127.0.0.1:3000/auth-redirect",
            },
        },
    });

    [GeneratedRegex(@"^check\('([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Check();
}
