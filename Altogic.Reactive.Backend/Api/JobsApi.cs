using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Queues;
using Altogic.Reactive.Backend.Modules.Tasks;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The routes of queues and tasks, M1, M2, T1 and T2 of rest §6.8.</summary>
internal static class JobsApi
{
    private const string Prefix = "/_api/rest/v1";
    private static readonly OperationPolicy Queue = new(ClientRights.Queue);
    private static readonly OperationPolicy Task = new(ClientRights.Task);

    public static void MapJobs(this IEndpointRouteBuilder routes, QueueModule queues, TaskModule tasks)
    {
        routes.MapOperation("POST", Prefix + "/queue", Queue, async context =>
        {
            var body = context.ReadObject();
            var (name, message, delay) = (JsonBody.Of(context).Text("queueNameOrId"), Message(body), Delay(body));
            await context.WriteJsonAsync(await queues.SubmitAsync(name, message, delay, context.RequestAborted));
        });
        routes.MapOperation("GET", Prefix + "/queue/{messageId}", Queue, context => context.WriteJsonAsync(queues.Status(Id(context, "messageId"))));
        routes.MapOperation("POST", Prefix + "/task", Task, async context =>
        {
            var name = JsonBody.Of(context).Text("taskNameOrId");
            await context.WriteJsonAsync(await tasks.RunOnceAsync(name, context.RequestAborted));
        });
        routes.MapOperation("GET", Prefix + "/task/{taskId}", Task, context => context.WriteJsonAsync(tasks.Status(Id(context, "taskId"))));
    }

    private static string Id(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static JsonObject Message(JsonObject body) => body["message"] switch
    {
        JsonObject message => message,
        null => throw FieldErrors.Missing("message"),
        _ => throw FieldErrors.Invalid("message", "The message must be an object."),
    };

    private static double Delay(JsonObject body)
    {
        if (body["delay"] is not { } value) return 0;
        return value.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out var delay)
            ? delay
            : throw FieldErrors.Invalid("delay", "The delay must be a number of seconds.");
    }
}
