using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>The npm package socket.io-client talks to our backend, over polling, WebSocket and the way from one to the other.</summary>
public sealed class SocketIoClientTests
{
    private static readonly SdkScript Script = new("socket-io-client.cjs");

    public static IEnumerable<string> Checks() => Script.Checks;

    [OneTimeSetUp]
    public async Task RunTheScript()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { ClientKey = SdkScript.ClientKey });
        await Script.RunAsync(new Dictionary<string, string> { ["URL"] = backend.Url }, "socket.io-client@4.8.4");
    }

    [TestCaseSource(nameof(Checks))]
    public void Client_IsServed(string name) => Script.RequireSuccess(name);
}
