using System.Globalization;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Queues;

/// <summary>The messages that were given up: to be looked at, submitted again, or dropped. All of them throw for unknown queues.</summary>
internal sealed class DeadLetters(JobEnvironment environment, Func<string, JobRunner> find)
{
    public const int MostListed = 1000;
    private const long MostBytes = 8L << 20;

    /// <summary>A page of dead letters, the oldest first, and where the next page begins; null on the last one.</summary>
    /// <param name="queue">Its name or id.</param>
    /// <param name="after">Where the page begins, as given with the page before; null for the first one.</param>
    /// <param name="count">How many at most.</param>
    /// <exception cref="ApiException">400: no such queue, count or place.</exception>
    public (IReadOnlyList<JobRow> Page, string? Next) List(string queue, string? after, int count)
    {
        var owner = find(queue).Owner.Id;
        if (count is < 1 or > MostListed)
            throw FieldErrors.Invalid("limit", FormattableString.Invariant($"The limit must be from 1 to {MostListed}."));
        var place = ParsePlace(after);
        var page = environment.Database.Read(db => DeadLetterTable.List(db, owner, place, count, MostBytes));
        var isLast = page.Count == 0 || environment.Database.Read(db => DeadLetterTable.List(db, owner, PlaceOf(page[^1]), 1, 1)).Count == 0;
        return (page, isLast ? null : FormattableString.Invariant($"{page[^1].CompletedAt}-{page[^1].Seq}"));
    }

    /// <summary>Submits the dead letters with these ids again, or all there are; gives how many.</summary>
    public async Task<int> ResubmitAsync(string queue, IReadOnlyList<string>? ids)
    {
        var runner = find(queue);
        return await InPartsAsync(runner.Owner.Id, ids, part => environment.Database.WriteAsync(db => runner.Resubmit(db, part)));
    }

    /// <summary>Drops the dead letters with these ids, or all there are; gives how many.</summary>
    public async Task<int> DeleteAsync(string queue, IReadOnlyList<string>? ids)
    {
        var owner = find(queue).Owner.Id;
        return await InPartsAsync(owner, ids, part => environment.Database.DeleteAsync(db => part.Count(id => DeadLetterTable.Delete(db, owner, id))));
    }

    /// <summary>Part by part, so that other writes get their turn; those that die meanwhile stay.</summary>
    private async Task<int> InPartsAsync(string owner, IReadOnlyList<string>? ids, Func<string[], Task<int>> change)
    {
        ids ??= environment.Database.Read(db => DeadLetterTable.Ids(db, owner, int.MaxValue));
        return await Parts.OfAsync(ids.Select(id => id.ToLowerInvariant()).Distinct(StringComparer.Ordinal), change);
    }

    private static (long CompletedAt, long Seq) PlaceOf(JobRow job) => (job.CompletedAt ?? 0, job.Seq);

    private static (long CompletedAt, long Seq) ParsePlace(string? text)
    {
        if (string.IsNullOrEmpty(text)) return (long.MinValue, 0);
        var parts = text.Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var completedAt)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? (completedAt, seq)
            : throw FieldErrors.Invalid("after", "The place to go on after is none that was given.");
    }
}
