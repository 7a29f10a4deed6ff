using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Modules.Queues;
using Altogic.Reactive.Backend.Modules.Tasks;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Api;

/// <summary>Looking after dead letters and tasks, with an API key.</summary>
internal static class JobAdminApi
{
    private const int DefaultLimit = 100;
    private const string DeadLetters = "/_admin/v1/queues/{queue}/dead-letters";

    public static void MapJobAdmin(this IEndpointRouteBuilder routes, QueueModule queues, TaskModule tasks)
    {
        var letters = queues.DeadLetters;
        routes.MapOperation("GET", DeadLetters, AdminApi.ApiKey, context =>
        {
            var (page, next) = letters.List(Value(context, "queue"), context.QueryValues().Literal("after"), Limit(context));
            return context.WriteJsonAsync(new JsonObject { ["deadLetters"] = new JsonArray([.. page.Select(ToJson)]), ["next"] = next });
        });
        routes.MapOperation("POST", DeadLetters + "/resubmit", AdminApi.ApiKey, async context => await context.WriteJsonAsync(
            new JsonObject { ["resubmitted"] = await letters.ResubmitAsync(Value(context, "queue"), Ids(context.ReadObject())) }));
        routes.MapOperation("POST", DeadLetters + "/delete", AdminApi.ApiKey, async context => await context.WriteJsonAsync(
            new JsonObject { ["deleted"] = await letters.DeleteAsync(Value(context, "queue"), Ids(context.ReadObject())) }));
        routes.MapOperation("GET", "/_admin/v1/tasks", AdminApi.ApiKey, context =>
            context.WriteJsonAsync(new JsonArray([.. tasks.Tasks.Select(task => ToJson(tasks, task))])));
        routes.MapOperation("GET", "/_admin/v1/tasks/{task}/runs", AdminApi.ApiKey, context => context.WriteJsonAsync(
            new JsonArray([.. tasks.History(Value(context, "task"), Limit(context)).Select(RunToJson)])));
    }

    private static JsonObject ToJson(JobRow letter)
    {
        var json = JobInfo.Of(letter);
        json["attempt"] = letter.Attempt;
        json["message"] = QueueOwner.Message(letter);
        return json;
    }

    private static JsonObject RunToJson(JobRow run)
    {
        var json = JobInfo.Of(run);
        json["scheduledAt"] = run.ScheduledAt is { } scheduled ? JobInfo.At(scheduled) : null;
        return json;
    }

    private static JsonObject ToJson(TaskModule tasks, ScheduledTask task)
    {
        var next = tasks.NextTimes(task.Id).Take(1).ToList();
        return new JsonObject
        {
            ["scheduledTaskId"] = task.Id,
            ["scheduledTaskName"] = task.Definition.Name,
            ["cron"] = task.Definition.Cron,
            ["timeZone"] = task.Definition.TimeZone,
            ["nextRunAt"] = next.Count == 0 ? null : JobInfo.At(next[0].ToUnixTimeMilliseconds()),
        };
    }

    private static string Value(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static int Limit(HttpContext context)
    {
        if (context.QueryValues().Literal("limit") is not { } text) return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0;
    }

    /// <summary>The <c>messageIds</c> of the body; null means all.</summary>
    private static List<string>? Ids(JsonObject body)
    {
        if (body["messageIds"] is not { } value) return null;
        if (value is JsonArray ids && ids.All(id => id?.GetValueKind() == JsonValueKind.String)) return [.. ids.Select(id => id!.GetValue<string>())];
        throw FieldErrors.Invalid("messageIds", "The message ids must be a list of texts.");
    }
}
