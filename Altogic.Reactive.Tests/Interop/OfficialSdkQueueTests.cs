using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>The official JavaScript SDK, unchanged, calls every method of queues and tasks against our backend.</summary>
public sealed class OfficialSdkQueueTests
{
    private static readonly SdkScript Script = new("official-sdk.queue-task.cjs");

    public static IEnumerable<string> Checks() => Script.Checks;

    [OneTimeSetUp]
    public async Task RunTheScript()
    {
        var options = new AltogicBackendOptions
        {
            ClientKey = SdkScript.ClientKey,
            App = new AppDefinition
            {
                Queues = [new QueueDefinition { Name = "mailing", Service = "ok" }, new QueueDefinition { Name = "failing", Service = "fail", MaxAttempts = 1 }],
                Tasks = [new TaskDefinition { Name = "nightly", Cron = "0 3 * * *", Service = "ok" }],
            },
        };
        options.Services["ok"] = (_, _) => Task.FromResult(ServiceResponse.Empty());
        options.Services["fail"] = (_, _) => Task.FromResult(ServiceResponse.Json(
            JsonNode.Parse("""{"errors":[{"origin":"client_error","code":"no_such_address","message":"Nobody lives there."}]}"""), 400));
        await using var backend = await AltogicBackend.StartAsync(options);
        await Script.RunAsync(new Dictionary<string, string> { ["URL"] = backend.Url });
    }

    [TestCaseSource(nameof(Checks))]
    public void Method_WorksUnchanged(string name) => Script.RequireSuccess(name);
}
