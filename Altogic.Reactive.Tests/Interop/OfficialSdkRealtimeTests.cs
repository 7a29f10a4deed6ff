using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>The official JavaScript SDK, unchanged, calls every method of realtime against our backend.</summary>
public sealed class OfficialSdkRealtimeTests
{
    private static readonly SdkScript Script = new("official-sdk.realtime.cjs");

    public static IEnumerable<string> Checks() => Script.Checks;

    [OneTimeSetUp]
    public async Task RunTheScript()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { ClientKey = SdkScript.ClientKey, PasswordIterations = 1000 });
        await Script.RunAsync(new Dictionary<string, string> { ["PORT"] = new Uri(backend.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    [TestCaseSource(nameof(Checks))]
    public void Method_WorksUnchanged(string name) => Script.RequireSuccess(name);
}
