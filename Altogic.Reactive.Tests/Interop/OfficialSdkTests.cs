using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>The official JavaScript SDK, unchanged, calls every method of auth and db against our backend.</summary>
public sealed class OfficialSdkTests
{
    private static readonly SdkScript Script = new("official-sdk.auth-db.cjs");

    public static IEnumerable<string> Checks() => Script.Checks;

    [OneTimeSetUp]
    public async Task RunTheScript()
    {
        await using var open = await StartAsync(confirmation: false);
        await using var strict = await StartAsync(confirmation: true);
        await Script.RunAsync(new Dictionary<string, string>
        {
            ["OPEN_URL"] = open.Url,
            ["STRICT_URL"] = strict.Url,
            ["OPEN_OUTBOX"] = Path.Combine(open.DataDirectory, "outbox"),
            ["STRICT_OUTBOX"] = Path.Combine(strict.DataDirectory, "outbox"),
        });
    }

    [TestCaseSource(nameof(Checks))]
    public void Method_WorksUnchanged(string name) => Script.RequireSuccess(name);

    private static Task<AltogicBackend> StartAsync(bool confirmation) => AltogicBackend.StartAsync(new AltogicBackendOptions
    {
        ClientKey = SdkScript.ClientKey,
        App = new AppDefinition
        {
            Auth = new AuthDefinition
            {
                EmailVerification = confirmation,
                PhoneVerification = confirmation,
                RedirectUrl = "http://127.0.0.1:3000/auth-redirect",
                Providers = new Dictionary<string, ProviderDefinition>
                {
                    ["google"] = new()
                    {
                        AuthorizeUrl = "http://127.0.0.1:9/authorize",
                        TokenUrl = "http://127.0.0.1:9/token",
                        UserInfoUrl = "http://127.0.0.1:9/userinfo",
                        ClientId = "client-1",
                        ClientSecret = "secret-1",
                    },
                },
            },
        },
    });
}
