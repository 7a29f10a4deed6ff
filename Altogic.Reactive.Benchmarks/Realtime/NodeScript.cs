namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>Scripts beside this file, run by Node with packages installed into a temporary folder.</summary>
internal static class NodeScript
{
    /// <summary>The output of a script; null where Node is not installed.</summary>
    public static async Task<string?> RunAsync(string script, string[] packages, IReadOnlyDictionary<string, string> environment) =>
        await PrepareAsync(script, packages) is { } path
            ? await ChildProcess.RunAsync("node", Path.GetDirectoryName(path)!, environment, path)
            : null;

    /// <summary>A script that goes on and says <c>ready …</c>; null where Node is not installed.</summary>
    public static async Task<ChildProcess?> StartAsync(string script, params string[] packages) =>
        await PrepareAsync(script, packages) is { } path ? await ChildProcess.StartAsync("node", path) : null;

    private static async Task<string?> PrepareAsync(string script, string[] packages)
    {
        var folder = Path.Combine(Path.GetTempPath(), "altogic-reactive-bench-" + string.Join('-', packages).Replace('@', '-'));
        Directory.CreateDirectory(folder);
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules")))
                await ChildProcess.RunAsync("npm", folder, new Dictionary<string, string>(), ["install", "--no-save", "--silent", .. packages]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            await Console.Error.WriteLineAsync("Node is not installed here: the comparison with " + string.Join(", ", packages) + " is left out.");
            return null;
        }

        var path = Path.Combine(folder, script);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Realtime", script), path, overwrite: true);
        return path;
    }
}
