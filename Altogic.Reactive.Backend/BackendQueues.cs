using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Queues;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend;

/// <summary>Looks after the messages that were given up. Thread-safe.</summary>
public sealed class BackendQueues
{
    private readonly DeadLetters _letters;

    internal BackendQueues(QueueModule queues) => _letters = queues.DeadLetters;

    /// <summary>The dead letters of a queue, the oldest first; fewer than asked for when they are large.</summary>
    /// <param name="queue">The name or id of the queue.</param>
    /// <param name="limit">How many at most, from 1 to 1,000. The default value is 100.</param>
    /// <exception cref="ArgumentException">There is no such queue, or the limit is out of range.</exception>
    public IReadOnlyList<DeadLetter> GetDeadLetters(string queue, int limit = 100)
    {
        ArgumentNullException.ThrowIfNull(queue);
        try
        {
            return [.. _letters.List(queue, after: null, limit).Page.Select(ToLetter)];
        }
        catch (ApiException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }

    /// <summary>Submits one dead letter again, under its old id and with all its attempts before it; false when it is not there.</summary>
    /// <param name="queue">The name or id of the queue.</param>
    /// <param name="messageId">The id of the message.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public async Task<bool> ResubmitAsync(string queue, string messageId) => await CheckedAsync(queue, () => _letters.ResubmitAsync(queue, [messageId])) > 0;

    /// <summary>Submits all dead letters again; gives how many.</summary>
    /// <param name="queue">The name or id of the queue.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public Task<int> ResubmitAllAsync(string queue) => CheckedAsync(queue, () => _letters.ResubmitAsync(queue, ids: null));

    /// <summary>Drops one dead letter for good; false when it is not there.</summary>
    /// <param name="queue">The name or id of the queue.</param>
    /// <param name="messageId">The id of the message.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public async Task<bool> DeleteAsync(string queue, string messageId) => await CheckedAsync(queue, () => _letters.DeleteAsync(queue, [messageId])) > 0;

    private static async Task<int> CheckedAsync(string queue, Func<Task<int>> change)
    {
        ArgumentNullException.ThrowIfNull(queue);
        try
        {
            return await change();
        }
        catch (ApiException e)
        {
            throw new ArgumentException(e.Message, nameof(queue), e);
        }
    }

    private static DeadLetter ToLetter(JobRow job) => new(
        job.Id,
        job.OwnerName,
        QueueOwner.Message(job),
        DateTimeOffset.FromUnixTimeMilliseconds(job.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(job.CompletedAt ?? 0),
        job.Attempt,
        job.Errors is { } errors ? JsonNode.Parse(errors)!.AsObject() : []);
}
