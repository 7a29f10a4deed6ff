using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Stores.Json;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Queues;

/// <summary>The message queues (storage… §3): what is submitted is kept until its service has taken it or it is given up.</summary>
internal sealed class QueueModule
{
    private readonly JobEnvironment _environment;
    private readonly Dictionary<string, Queue> _byName;
    private readonly Dictionary<string, Queue> _byId;

    public QueueModule(JobEnvironment environment, IReadOnlyList<QueueDefinition> queues)
    {
        _environment = environment;
        _byName = queues.ToDictionary(
            queue => queue.Name, queue => new Queue(queue, new JobRunner(environment, QueueOwner.Of(queue))), StringComparer.OrdinalIgnoreCase);
        _byId = _byName.Values.ToDictionary(queue => queue.Runner.Owner.Id, StringComparer.OrdinalIgnoreCase);
        DeadLetters = new DeadLetters(environment, Find);
    }

    public IEnumerable<JobRunner> Runners => _byName.Values.Select(queue => queue.Runner);

    public DeadLetters DeadLetters { get; }

    /// <summary>Keeps a message; the task completes with its status record when it is durable.</summary>
    /// <param name="nameOrId">The queue.</param>
    /// <param name="message">The message.</param>
    /// <param name="delay">How many seconds to wait before the first attempt.</param>
    /// <param name="cancel">The caller has gone.</param>
    /// <exception cref="ApiException">400: no such queue, a wrong delay, a message that nests too deeply. 429: too many wait.</exception>
    public async Task<JsonObject> SubmitAsync(string nameOrId, JsonObject message, double delay, CancellationToken cancel)
    {
        var (definition, runner) = Get(nameOrId);
        if (!(delay >= 0 && delay <= definition.MaxDelaySeconds))
        {
            throw FieldErrors.Invalid("delay", FormattableString.Invariant(
                $"The delay must be from 0 to {definition.MaxDelaySeconds} seconds."));
        }

        if (!JsonTree.TryWrite(message, out var body)) throw FieldErrors.Invalid("message", "The message nests too deeply.");
        var now = _environment.Now;
        var job = new JobRow
        {
            Id = _environment.Ids.Next(),
            Kind = JobKind.Message,
            Owner = runner.Owner.Id,
            OwnerName = runner.Owner.Name,
            Body = body,
            CreatedAt = now,
            DueAt = now + (long)Math.Ceiling(delay * 1000),
        };
        await runner.SubmitAsync(job, cancel);
        return JobInfo.Of(job);
    }

    /// <summary>The status record of a message; null when it is unknown or was forgotten.</summary>
    public JsonObject? Status(string id) =>
        ObjectId.IsValid(id) && _environment.Database.Read(db => JobTable.Get(db, JobKind.Message, id.ToLowerInvariant())) is { } job
            ? JobInfo.Of(job)
            : null;

    private JobRunner Find(string nameOrId) => Get(nameOrId).Runner;

    private Queue Get(string nameOrId) =>
        _byId.GetValueOrDefault(nameOrId) ?? _byName.GetValueOrDefault(nameOrId)
        ?? throw new ApiException(400, "queue_not_found", $"There is no queue \"{Shown.Of(nameOrId)}\": define it in altogic.json.", new JsonObject { ["queueNameOrId"] = Shown.Of(nameOrId) });

    private sealed record Queue(QueueDefinition Definition, JobRunner Runner);
}
