using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <content>What a change by filter has to touch (db-query §4.3).</content>
internal sealed partial class QueryEngine
{
    /// <summary>What a query is refused with that takes too long.</summary>
    public static ApiException TooSlow() =>
        new(504, "query_timeout", "The query takes too long; a filter that an index can serve is quicker.");

    /// <summary>
    /// Every match in natural order, whatever page and limit say. An empty filter matches everything; refusing it is up to
    /// the caller.
    /// </summary>
    public IReadOnlyList<Match> FindMatches(DbSession session, ResolvedModel model, QueryRequest request, CancellationToken cancel = default) =>
        FindMatches(session, model, request, null, TimeSpan.FromSeconds(limits.QueryTimeoutSeconds), cancel);

    /// <summary>The matches in one top-level object; null when the answer takes longer than <paramref name="limit"/>.</summary>
    public IReadOnlyList<Match>? FindMatchesIn(
        string rootId, DbSession session, ResolvedModel model, QueryRequest request, TimeSpan limit, CancellationToken cancel)
    {
        if (limit <= TimeSpan.Zero) return null;
        try
        {
            return FindMatches(session, model, request, rootId, limit, cancel);
        }
        catch (ApiException e) when (e.Status == 504)
        {
            return null;
        }
    }

    private List<Match> FindMatches(
        DbSession session, ResolvedModel model, QueryRequest request, string? rootId, TimeSpan limit, CancellationToken cancel)
    {
        var filter = ExpressionParser.ParseFilterOrNull(request.Expression);
        var matches = new List<Match>();
        Run(session, functions =>
        {
            var select = Select(session, model, request, filter, functions, [], root: rootId);
            using var rows = session.Prepare(select.Ids());
            rows.Bind(select.Parameters.Values);
            while (rows.Step())
            {
                var root = rows.Text(0);
                matches.Add(new Match(root, model.IsTopLevel ? root : rows.Text(1)));
            }
        }, limit, cancel);
        return matches;
    }
}

/// <summary>An object that a filter found: the top-level object it lives in, and itself.</summary>
internal readonly record struct Match(string RootId, string Id);
