using System.Diagnostics;
using System.Text.Json;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A script of Interop/ that goes on running and prints the port it listens on.</summary>
internal sealed class NodeServer : IDisposable
{
    private readonly Process _process;
    private readonly string _script;
    private readonly HttpClient _http = new();
    private bool _isDisposed;

    private NodeServer(Process process, string script) => (_process, _script) = (process, script);

    public int Port { get; private set; }

    public string Url => "http://127.0.0.1:" + Port;

    /// <summary>Starts it; ignores the test where Node is missing.</summary>
    /// <param name="script">Its name in Interop/.</param>
    /// <param name="package">The package it needs, with its exact version.</param>
    /// <param name="environment">What it reads.</param>
    public static async Task<NodeServer> StartAsync(string script, string package, params (string Name, string Value)[] environment)
    {
        var folder = NodePackages.Install(package);
        var (process, copy) = NodePackages.Start(Repository.PathOf("Altogic.Reactive.Tests/Interop/" + script), folder, environment);
        var server = new NodeServer(process, copy);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Limit)
                ?? throw new AssertionException("the script ended: " + await process.StandardError.ReadToEndAsync());
            using var json = JsonDocument.Parse(line);
            server.Port = json.RootElement.GetProperty("port").GetInt32();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>What a control route answers.</summary>
    public async Task<string> AskAsync(string what) => await _http.GetStringAsync(new Uri($"{Url}/control/{what}"));

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_script);
    }
}
