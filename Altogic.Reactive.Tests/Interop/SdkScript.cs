using System.Text.Json;
using System.Text.RegularExpressions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>A script of this folder that drives the backend with the official SDK and reports its checks through <c>sdk-checks.cjs</c>.</summary>
internal sealed partial class SdkScript(string name)
{
    public const string ClientKey = "interop-key";
    private readonly string _path = "Altogic.Reactive.Tests/Interop/" + name;
    private readonly Dictionary<string, (bool Ok, string? Message)> _outcomes = [];

    /// <summary>The names of its checks, read from the source so that each becomes a test of its own.</summary>
    public IEnumerable<string> Checks => Check().Matches(Repository.Read(_path)).Select(m => m.Groups[1].Value);

    /// <summary>Runs the whole script; ignores the test where Node is missing.</summary>
    /// <param name="environment">What the script reads besides <c>CLIENT_KEY</c>.</param>
    /// <param name="packages">Packages besides the SDK, with their exact versions.</param>
    public async Task RunAsync(IReadOnlyDictionary<string, string> environment, params string[] packages)
    {
        var folder = NodePackages.Install(["altogic@2.3.9", .. packages]);
        var all = new Dictionary<string, string>(environment) { ["CLIENT_KEY"] = ClientKey };
        var output = await Task.Run(() => NodePackages.RunScript(Repository.PathOf(_path), folder, all));
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var message = json.RootElement.TryGetProperty("message", out var m) ? m.GetString() : null;
            _outcomes[json.RootElement.GetProperty("name").GetString()!] = (json.RootElement.GetProperty("ok").GetBoolean(), message);
            if (json.RootElement.TryGetProperty("count", out var count)) Assert.That(count.GetInt32(), Is.EqualTo(Checks.Count()), "each check has a test, and a name of its own");
        }
    }

    public void RequireSuccess(string check)
    {
        Assert.That(_outcomes, Contains.Key("finished"), "the script did not run to its end");
        Assert.That(_outcomes, Contains.Key(check), "the script did not get there");
        Assert.That(_outcomes[check].Ok, Is.True, _outcomes[check].Message);
    }

    [GeneratedRegex(@"^check\('([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Check();
}
