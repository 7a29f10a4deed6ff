using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>
/// Changes all that a filter finds, in one transaction, without searching on the writer, which everybody waits for. A reader
/// searches; the writer only makes sure of the objects that were changed since then. So an object is changed if it matched
/// when the search began and still matches when it is its turn, its own fields taken as they are then; what begins to match
/// after the search, and what looked-up objects turn into after it, does not count.
/// </summary>
internal sealed class BulkChanges(WriteContext context, QueryEngine queries, LimitsDefinition limits, TimeProvider time)
{
    /// <summary>How long the writer may look at filters again before it is left to a reader.</summary>
    private static readonly TimeSpan MostChecking = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _mostSearching = TimeSpan.FromSeconds(limits.QueryTimeoutSeconds);

    /// <summary>How long one change may keep all other writes waiting.</summary>
    private readonly TimeSpan _mostWriting = TimeSpan.FromSeconds(limits.QueryTimeoutSeconds) / 3;

    /// <summary>The number of objects found, all of which are changed.</summary>
    /// <param name="model">The model of the objects.</param>
    /// <param name="query">The filter, and the lookups it needs.</param>
    /// <param name="change">Changes the objects with these ids in the document and saves it; what it is given last throws when the time is over.</param>
    /// <param name="cancel">Ends the search, or the writing: nothing is changed then.</param>
    public async Task<int> ApplyAsync(
        ResolvedModel model, QueryRequest query, Action<DbSession, StoredDocument, IReadOnlyList<string>, Action> change, CancellationToken cancel)
    {
        var candidates = await context.Store.QueryAsync(session => Search(session, model, query, cancel), cancel);
        var start = time.GetTimestamp();
        while (candidates.Count > 0)
        {
            var searched = candidates;
            var count = await context.Store.WriteAsync(
                session => Check(session, model, query, searched, MostChecking, cancel) is { } current ? Change(session, model, current, change, cancel) : (int?)null,
                cancel);
            if (count is { } changed) return changed;
            candidates = await context.Store.QueryAsync(
                session => Check(session, model, query, searched, _mostSearching - time.GetElapsedTime(start), cancel) ?? throw QueryEngine.TooSlow(), cancel);
        }

        return 0;
    }

    private List<Candidate> Search(DbSession session, ResolvedModel model, QueryRequest query, CancellationToken cancel)
    {
        var candidates = new List<Candidate>();
        var start = time.GetTimestamp();
        foreach (var found in queries.FindMatches(session, model, query, cancel).GroupBy(match => match.RootId, match => match.Id))
        {
            cancel.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(start) > _mostSearching) throw QueryEngine.TooSlow();
            if (model.TopSchema.Documents.FingerprintOf(session, found.Key) is { } seen) candidates.Add(new Candidate(found.Key, [.. found], seen));
        }

        return candidates;
    }

    /// <summary>The candidates that still match; null when finding out takes longer than <paramref name="limit"/>.</summary>
    private List<Candidate>? Check(
        DbSession session, ResolvedModel model, QueryRequest query, List<Candidate> candidates, TimeSpan limit, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var current = new List<Candidate>(candidates.Count);
        foreach (var candidate in candidates)
        {
            cancel.ThrowIfCancellationRequested();
            if (model.TopSchema.Documents.FingerprintOf(session, candidate.RootId) is not { } now) continue;
            if (now == candidate.Seen)
            {
                current.Add(candidate);
                continue;
            }

            if (queries.FindMatchesIn(candidate.RootId, session, model, query, limit - time.GetElapsedTime(start), cancel) is not { } matches) return null;
            var ids = matches.Select(match => match.Id).Intersect(candidate.Ids).ToArray();
            if (ids.Length > 0) current.Add(new Candidate(candidate.RootId, ids, now));
        }

        return current;
    }

    private int Change(
        DbSession session, ResolvedModel model, List<Candidate> candidates, Action<DbSession, StoredDocument, IReadOnlyList<string>, Action> change, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        foreach (var candidate in candidates)
        {
            EnsureTime();
            if (DocumentStore.Load(session, model.TopSchema, candidate.RootId) is { } stored) change(session, stored, candidate.Ids, EnsureTime);
        }

        return candidates.Sum(candidate => candidate.Ids.Count);

        void EnsureTime()
        {
            cancel.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(start) > _mostWriting) throw TooMany();
        }
    }

    private ApiException TooMany() => new(
        504, "query_timeout", FormattableString.Invariant($"Changing so many objects takes longer than {_mostWriting.TotalSeconds:0.#} seconds, for which all other writes would have to wait: change them in parts."));
}
