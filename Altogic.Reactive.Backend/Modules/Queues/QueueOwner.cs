using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Stores.Json;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Queues;

/// <summary>What the work on a queue's messages goes by.</summary>
internal static class QueueOwner
{
    public static JobOwner Of(QueueDefinition queue) => new()
    {
        Kind = JobKind.Message,
        Id = JobOwner.IdOf(JobKind.Message, queue.Name),
        Name = queue.Name,
        Service = queue.Service,
        MaxAttempts = queue.MaxAttempts,
        TimeLimit = TimeSpan.FromSeconds(queue.TimeoutSeconds),
        Concurrency = queue.Concurrency,
        MostWaiting = queue.MaxWaiting,
        FailedKept = JobSweeper.DeadLettersKept,
        MostKept = JobSweeper.MostKept,
        ToContext = job => new ServiceContext
        {
            Trigger = "queue",
            Name = queue.Service,
            Message = Message(job),
            MessageId = job.Id,
            Attempt = job.Attempt,
        },
    };

    public static JsonObject Message(JobRow job) => job.Body is { } body ? JsonTree.ParseStored(body) : [];
}
