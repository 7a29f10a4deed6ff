using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>
/// Reads documents (db-query §3). The methods run inside a read, or inside a write for what a write has to find first, and
/// put answers as JSON into the buffer they are given. Safe for any number of threads, one session each.
/// </summary>
internal sealed partial class QueryEngine(ModelRegistry models, LimitsDefinition limits, TimeProvider time)
{
    private readonly LookupResolver _lookups = new(models, new ReferenceTargets(models));

    /// <summary>One object by its id, or <c>null</c> (db-query §3.4).</summary>
    public void Get(DbSession session, ResolvedModel model, string id, IReadOnlyList<LookupRequest> lookups, IBufferWriter<byte> output, CancellationToken cancel = default)
    {
        if (!model.IsStored || !ObjectId.IsValid(id))
        {
            output.Write("null"u8);
        }
        else if (lookups.Count == 0 && model.IsTopLevel && ProtectedFields.Of(model.Schema).IsEmpty)
        {
            using var row = session.Prepare($"SELECT json(doc) FROM {model.Table} WHERE id = ?1");
            row.Bind(1, id.ToLowerInvariant());
            output.Write(row.Step() ? row.Utf8(0) : "null"u8);
        }
        else
        {
            Single(session, model, new QueryRequest { Lookups = lookups }, ById(id), output, cancel);
        }
    }

    /// <summary>The page of matches; with <paramref name="withInfo"/> as <c>{info, data}</c> (db-query §3.1).</summary>
    public void List(DbSession session, ResolvedModel model, QueryRequest request, bool withInfo, AnswerBuffer output, CancellationToken cancel = default) =>
        List(session, model, request, ExpressionParser.ParseFilterOrNull(request.Expression), withInfo, output, cancel);

    /// <summary>The same with a filter that is parsed already, in the place of the request's.</summary>
    public void List(
        DbSession session, ResolvedModel model, QueryRequest request, Expression? filter, bool withInfo, AnswerBuffer output, CancellationToken cancel) =>
        Run(session, functions => WritePage(session, model, request, Select(session, model, request, filter, functions, request.Sort), withInfo, output), cancel);

    /// <summary>The first match, or <c>null</c> (db-query §3.2).</summary>
    public void Single(DbSession session, ResolvedModel model, QueryRequest request, IBufferWriter<byte> output, CancellationToken cancel = default) =>
        Single(session, model, request, ExpressionParser.ParseFilterOrNull(request.Expression), output, cancel);

    /// <summary>Up to <paramref name="count"/> different matches in random order (db-query §3.3).</summary>
    public void Random(DbSession session, ResolvedModel model, QueryRequest request, int count, IBufferWriter<byte> output, CancellationToken cancel = default)
    {
        var filter = ExpressionParser.ParseFilterOrNull(request.Expression);
        Run(session, functions =>
        {
            var select = Select(session, model, request, filter, functions, []);
            WriteArray(session, select, select.Page(Math.Min(count, limits.MaxPageSize), 0, "random()"), Shaper(model, request, select), output);
        }, cancel);
    }

    private static BinaryExpression ById(string id) =>
        new(BinaryOperator.Equal, new PathExpression(["this", "_id"]), new LiteralExpression(id));

    private void Single(DbSession session, ResolvedModel model, QueryRequest request, Expression? filter, IBufferWriter<byte> output, CancellationToken cancel) =>
        Run(session, functions =>
        {
            var select = Select(session, model, request, filter, functions, request.Sort);
            using var rows = session.Prepare(select.Page(1, 0));
            rows.Bind(select.Parameters.Values);
            if (rows.Step()) Shaper(model, request, select).Write(rows, output);
            else output.Write("null"u8);
        }, cancel);

    private SelectSql Select(
        DbSession session, ResolvedModel model, QueryRequest request, Expression? filter, QueryFunctions functions, IReadOnlyList<SortEntry> sort,
        Func<RowSource, QueryFunctions, SqlParameters, SearchSql>? search = null, string? root = null)
    {
        var planned = _lookups.Resolve(session, model, request.Lookups, name =>
            (filter is not null && Mentions.Name(filter, name))
            || sort.Any(entry => entry.Field.Split('.').Take(2).Contains(name, StringComparer.OrdinalIgnoreCase)));
        return new SelectSql(model, filter, sort, planned, functions, search, root);
    }

    private static DocumentShaper Shaper(ResolvedModel model, QueryRequest request, SelectSql select)
    {
        var secret = ProtectedFields.Of(model.Schema);
        if (request.Omit.Count == 0 && select.Lookups.Count == 0) return secret.IsEmpty ? DocumentShaper.Plain : new DocumentShaper(secret, []);
        var lookups = select.Lookups.Select(lookup => new ShapedLookup(
            lookup.Name,
            new FieldMask().Protect(lookup.Target.Schema).Omit(request.Omit.Where(path => path.StartsWith(lookup.Name + ".", StringComparison.Ordinal)).Select(path => path[(lookup.Name.Length + 1)..])),
            request.Omit.Contains(lookup.Name))).ToList();
        return new DocumentShaper(new FieldMask().Protect(model.Schema).Omit(request.Omit), lookups);
    }

    private static void WritePage(DbSession session, ResolvedModel model, QueryRequest request, SelectSql select, bool withInfo, AnswerBuffer output)
    {
        var written = WriteArray(session, select, select.Page(request.Limit, request.Skip), Shaper(model, request, select), output);
        if (!withInfo) return;
        var isLast = written > 0 ? written < request.Limit : request.Skip == 0;
        AddInfo(output, isLast ? request.Skip + written : Count(session, select), request);
    }

    private static int WriteArray(DbSession session, SelectSql select, string sql, DocumentShaper shaper, IBufferWriter<byte> output)
    {
        using var rows = session.Prepare(sql);
        rows.Bind(select.Parameters.Values);
        output.Write("["u8);
        var count = 0;
        for (; rows.Step(); count++)
        {
            if (count > 0) output.Write(","u8);
            shaper.Write(rows, output);
        }

        output.Write("]"u8);
        return count;
    }

    private static long Count(DbSession session, SelectSql select)
    {
        using var row = session.Prepare(select.Count());
        row.Bind(select.Parameters.Values);
        row.Step();
        return row.Int64(0);
    }

    /// <summary>Makes the page in the buffer the data behind its figures; the number of matches is often only known when it is read.</summary>
    private static void AddInfo(AnswerBuffer output, long count, QueryRequest request)
    {
        var pages = count / request.Limit + (count % request.Limit > 0 ? 1 : 0);
        output.Prepend(Encoding.UTF8.GetBytes(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{{\"info\":{{\"count\":{count},\"totalPages\":{pages},\"currentPage\":{request.Page},\"pageSize\":{request.Limit}}},\"data\":")));
        output.Write("}"u8);
    }

    private void Run(DbSession session, Action<QueryFunctions> work, CancellationToken cancel) =>
        Run(session, work, TimeSpan.FromSeconds(limits.QueryTimeoutSeconds), cancel);

    private void Run(DbSession session, Action<QueryFunctions> work, TimeSpan limit, CancellationToken cancel)
    {
        var functions = QueryFunctions.Of(session);
        using var guard = QueryGuard.Of(session).Start(time, limit, cancel);
        functions.Begin(time.GetUtcNow());
        try
        {
            work(functions);
        }
        catch (SqliteException e) when (functions.Failure is not null || e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            if (functions.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
            cancel.ThrowIfCancellationRequested();
            throw TooSlow();
        }
    }
}
