using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Services;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>The official JavaScript SDK, unchanged, calls every method of endpoint against our backend.</summary>
public sealed class OfficialSdkEndpointTests
{
    private const string ApiKey = "api-key-1";
    private static readonly SdkScript Script = new("official-sdk.endpoints.cjs");

    public static IEnumerable<string> Checks() => Script.Checks;

    [OneTimeSetUp]
    public async Task RunTheScript()
    {
        var options = new AltogicBackendOptions
        {
            ClientKey = SdkScript.ClientKey,
            App = new AppDefinition
            {
                ApiKeys = [new ApiKeyDefinition { Key = ApiKey }],
                AccessGroups = ["admin"],
                Endpoints =
                [
                    Endpoint("users/{userId}/orders/{orderId}", "echo"),
                    Endpoint("orders", "echo", "POST"), Endpoint("orders", "echo", "PUT"), Endpoint("orders", "echo", "DELETE"),
                    Endpoint("report", "report"), Endpoint("raw", "raw"), Endpoint("nothing", "nothing"),
                    Endpoint("fails", "fails", "POST"), Endpoint("page", "page"), Endpoint("broken", "broken"),
                    Endpoint("off", "echo") with { Enabled = false },
                    Endpoint("key", "echo") with { ApiKeyRequired = true },
                    Endpoint("session", "echo") with { SessionRequired = true },
                    Endpoint("admins", "echo") with { AccessGroups = ["admin"] },
                ],
            },
        };
        options.Services["echo"] = async (context, cancel) =>
        {
            using var call = ServiceCall.ToContent(context);
            return ServiceResponse.Bytes(await call.ReadAsByteArrayAsync(cancel), "application/json");
        };
        options.Services["report"] = (_, _) => Task.FromResult(ServiceResponse.Text("plain téxt"));
        options.Services["raw"] = (_, _) => Task.FromResult(ServiceResponse.Bytes(new byte[] { 0, 255, 13, 10 }));
        options.Services["nothing"] = (_, _) => Task.FromResult(ServiceResponse.Empty(204));
        options.Services["fails"] = (_, _) => Task.FromResult(ServiceResponse.Error(409, "sold_out", "None left.", new JsonObject { ["left"] = 0 }));
        options.Services["page"] = (_, _) => Task.FromResult(ServiceResponse.Bytes("<html/>"u8.ToArray(), "text/html", 502));
        options.Services["broken"] = (_, _) => throw new InvalidOperationException("broken");
        await using var backend = await AltogicBackend.StartAsync(options);
        await Script.RunAsync(new Dictionary<string, string> { ["ENDPOINT_URL"] = backend.Url, ["API_KEY"] = ApiKey });
    }

    [TestCaseSource(nameof(Checks))]
    public void Method_WorksUnchanged(string name) => Script.RequireSuccess(name);

    private static EndpointDefinition Endpoint(string path, string service, string method = "GET") => new() { Method = method, Path = path, Service = service };
}
