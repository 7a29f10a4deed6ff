using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>The status records that clients know: MessageInfo and TaskInfo (storage… §3 and §4).</summary>
internal static class JobInfo
{
    public static JsonObject Of(JobRow job)
    {
        var info = job.Kind == JobKind.Message
            ? new JsonObject { ["messageId"] = job.Id, ["queueId"] = job.Owner, ["queueName"] = job.OwnerName, ["submittedAt"] = At(job.CreatedAt) }
            : new JsonObject { ["taskId"] = job.Id, ["scheduledTaskId"] = job.Owner, ["scheduledTaskName"] = job.OwnerName, ["triggeredAt"] = At(job.CreatedAt) };
        if (job is { Status: not JobStatus.Pending, StartedAt: { } started }) info["startedAt"] = At(started);
        if (job.CompletedAt is { } completed) info["completedAt"] = At(completed);
        info["status"] = NameOf(job.Status);
        if (job is { Status: JobStatus.Errors, Errors: { } errors }) info["errors"] = JsonNode.Parse(errors);
        return info;
    }

    public static string NameOf(JobStatus status) => status switch
    {
        JobStatus.Pending => "pending",
        JobStatus.Processing => "processing",
        JobStatus.Completed => "completed",
        _ => "errors",
    };

    public static string At(long milliseconds) => Timestamp.Of(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
