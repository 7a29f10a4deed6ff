using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>The official JavaScript SDK, unchanged, calls every method of storage against our backend.</summary>
public sealed class OfficialSdkStorageTests
{
    private static readonly SdkScript Script = new("official-sdk.storage.cjs");

    public static IEnumerable<string> Checks() => Script.Checks;

    [OneTimeSetUp]
    public async Task RunTheScript()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { ClientKey = SdkScript.ClientKey });
        await Script.RunAsync(new Dictionary<string, string> { ["STORAGE_URL"] = backend.Url });
    }

    [TestCaseSource(nameof(Checks))]
    public void Method_WorksUnchanged(string name) => Script.RequireSuccess(name);
}
