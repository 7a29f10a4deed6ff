using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Packages from npm that serve as test tools: installed once per machine into a temporary folder, never into this repository.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>A folder in which <c>require</c> finds these packages; ignores the test where Node is missing.</summary>
    /// <param name="packages">Exact versions, for example <c>altogic@2.3.9</c>.</param>
    public static string Install(params string[] packages)
    {
        RequireNode();
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', packages))))[..12];
        var folder = Path.Combine(Path.GetTempPath(), "altogic-reactive-npm-" + name);
        var done = Path.Combine(folder, ".complete");
        Directory.CreateDirectory(folder);
        if (File.Exists(done)) return folder;
        var (exit, _, error) = Run("npm", folder, null, ["install", "--no-save", "--no-audit", "--no-fund", "--silent", .. packages]);
        Assert.That(exit, Is.Zero, "npm could not install " + string.Join(' ', packages) + ": " + error);
        File.WriteAllText(done, string.Join('\n', packages));
        return folder;
    }

    /// <summary>Runs a script with Node and returns its standard output.</summary>
    public static string RunScript(string script, string packages, IReadOnlyDictionary<string, string> environment)
    {
        // Node resolves packages from where a script lies, so it runs as a copy below them, with the scripts it may require beside it.
        var copy = Directory.CreateDirectory(Path.Combine(packages, Guid.NewGuid().ToString("n")));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(script)!, "*.cjs"))
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        try
        {
            var (exit, output, error) = Run("node", packages, environment, [Path.Combine(copy.FullName, Path.GetFileName(script))]);
            Assert.That(exit, Is.Zero, "the script failed: " + error);
            return output;
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>Starts a script that goes on running, as a copy beside the packages; the caller ends the one and deletes the other.</summary>
    public static (Process Process, string Copy) Start(string script, string packages, params (string Name, string Value)[] environment)
    {
        var copy = Path.Combine(packages, Guid.NewGuid().ToString("n") + ".cjs");
        File.Copy(script, copy);
        var start = new ProcessStartInfo("node", [copy])
        {
            WorkingDirectory = packages,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return (Process.Start(start)!, copy);
    }

    private static void RequireNode()
    {
        try
        {
            Run("node", Path.GetTempPath(), null, ["--version"]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("Node is not installed: the checks with npm packages run where it is, and always in CI.");
        }
    }

    private static (int Exit, string Output, string Error) Run(
        string file, string folder, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Programs.RunAsync(start, Patience).GetAwaiter().GetResult();
    }
}
