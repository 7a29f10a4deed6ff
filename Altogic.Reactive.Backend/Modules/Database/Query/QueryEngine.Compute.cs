using System.Buffers;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <content>Figures of groups (db-query §6).</content>
internal sealed partial class QueryEngine
{
    /// <summary>The rows of the page of groups; an empty list when nothing matches.</summary>
    public void Compute(
        DbSession session, ResolvedModel model, QueryRequest request, IReadOnlyList<Computation> computations, IBufferWriter<byte> output, CancellationToken cancel = default)
    {
        // Lookups are no part of compute; what they would have filled is missing.
        request = request with { Lookups = [] };
        GroupAggregator? made = null;
        var filter = ExpressionParser.ParseFilterOrNull(request.Expression);
        Run(session, functions =>
        {
            var groups = new GroupAggregator(request.Group, computations, model.Context, functions.Constants);
            var select = Select(session, model, request, filter, functions, []);
            if (!TryComputeInSql(session, select, request.Group, computations, ref groups, model))
                ComputeEach(session, select, model, groups, functions.Constants);
            made = groups;
        }, cancel);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        made!.WriteRows(writer, request.Skip, request.Limit);
    }

    private static bool TryComputeInSql(
        DbSession session, SelectSql select, GroupKey? group, IReadOnlyList<Computation> computations, ref GroupAggregator groups, ResolvedModel model)
    {
        if (ComputeSql.TryMake(select, group, computations) is not { } compute) return false;
        try
        {
            using var rows = session.Prepare(compute.Sql);
            rows.Bind(select.Parameters.Values);
            var isRead = true;
            while (isRead && rows.Step()) isRead = compute.TryRead(rows, groups);
            if (isRead) return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_ERROR && QueryFunctions.Of(session).Failure is null)
        {
            // The sum of whole numbers is no 64-bit number any more, which SQLite calls an error.
        }

        groups = new GroupAggregator(group, computations, model.Context, QueryFunctions.Of(session).Constants);
        return false;
    }

    private static void ComputeEach(DbSession session, SelectSql select, ResolvedModel model, GroupAggregator groups, EvaluationScope request)
    {
        var context = model.Context;
        var mask = ProtectedFields.Of(model.Schema);
        using var rows = session.Prepare(select.Documents());
        rows.Bind(select.Parameters.Values);
        while (rows.Step())
        {
            using var row = new ParsedRow(rows.Utf8(0), mask);
            groups.Add(new EvaluationScope { Model = context, This = row.Document, Now = request.Now, Guard = request.Guard });
        }
    }
}
