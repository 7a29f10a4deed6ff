using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Schema;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Documents in memory, put into the tables as they are, and the engine that reads them.</summary>
internal sealed class QueryFixture : IDisposable
{
    private int _lastId;

    public QueryFixture(AppDefinition? app = null, TimeProvider? time = null)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        App = app ?? new AppDefinition();
        Session = new DbSession(connection);
        Models = new ModelRegistry(App);
        DatabaseSchema.Apply(Session, Models);
        Engine = new QueryEngine(Models, App.Limits, time ?? TimeProvider.System);
    }

    public AppDefinition App { get; }

    public DbSession Session { get; }

    public ModelRegistry Models { get; }

    public QueryEngine Engine { get; }

    public static string Id(int number) => "61f0c0ffee000000" + number.ToString("x8", null);

    /// <summary>Stores documents; what has no <c>_id</c> gets the next one.</summary>
    public void Insert(string model, params IEnumerable<string> documents)
    {
        foreach (var text in documents) Insert(model, JsonNode.Parse(text)!.AsObject());
    }

    public string Insert(string model, JsonObject document)
    {
        if (!document.ContainsKey("_id")) document.Insert(0, "_id", Id(++_lastId));
        var id = document["_id"]!.GetValue<string>();
        if (!Models.Resolve(model).IsStored)
        {
            Session.Execute($"CREATE TABLE {ResolvedModel.TableOf(model)} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc BLOB NOT NULL)");
            Models.Add(model);
        }

        Session.Execute($"INSERT INTO {ResolvedModel.TableOf(model)} (id, doc) VALUES ($1, jsonb($2))", id, document.ToJsonString());
        NoteEmbedded(model, document, id);
        return id;
    }

    /// <summary>Makes the index that the store makes for a declared field.</summary>
    public void Index(string model, string field, bool unique = false) => Session.Execute(unique
        ? $"CREATE UNIQUE INDEX \"t_{model}_{field}\" ON {ResolvedModel.TableOf(model)} ({SqlPaths.UniqueColumn(field)}) WHERE {SqlPaths.UniqueCondition(field)}"
        : $"CREATE INDEX \"t_{model}_{field}\" ON {ResolvedModel.TableOf(model)} ({SqlPaths.IndexColumns(field)})");

    /// <summary>Puts the texts of what is stored into the model's text index, where it has one.</summary>
    public void IndexTexts(string model)
    {
        var resolved = Models.Resolve(model);
        if (resolved.Schema.Searchable.Count == 0) return;
        var columns = string.Concat(resolved.Schema.Searchable.Select((_, i) => $", c{i}"));
        var texts = string.Concat(resolved.Schema.Searchable.Select(field => ", " + SqlPaths.Extract("", field)));
        Session.Execute($"INSERT INTO {resolved.SearchTable} (rowid{columns}) SELECT seq{texts} FROM {resolved.Table}");
    }

    public void Clear(string model)
    {
        Session.Execute($"DELETE FROM {ResolvedModel.TableOf(model)}");
        Session.Execute("DELETE FROM embedded");
    }

    public QueryRequest Read(string query, QueryParts parts = QueryParts.List)
    {
        using var document = JsonDocument.Parse(query);
        return QueryReader.Read(document.RootElement, parts, App.Limits);
    }

    public JsonArray List(string model, string query) =>
        Answer(output => Engine.List(Session, Models.Resolve(model), Read(query), false, output))!.AsArray();

    public JsonObject ListWithInfo(string model, string query) =>
        Answer(output => Engine.List(Session, Models.Resolve(model), Read(query), true, output))!.AsObject();

    public JsonNode? Single(string model, string query) =>
        Answer(output => Engine.Single(Session, Models.Resolve(model), Read(query, QueryParts.Single), output));

    public JsonArray Random(string model, string query, int count) =>
        Answer(output => Engine.Random(Session, Models.Resolve(model), Read(query, QueryParts.Random), count, output))!.AsArray();

    public JsonNode? Get(string model, string id, params LookupRequest[] lookups) =>
        Answer(output => Engine.Get(Session, Models.Resolve(model), id, lookups, output));

    public string[] Find(string model, string expression, params LookupRequest[] lookups) =>
        [.. Engine.FindMatches(Session, Models.Resolve(model), new QueryRequest { Expression = expression, Lookups = lookups }).Select(match => match.Id)];

    /// <summary>The values of one field of a list.</summary>
    public string[] Pick(string model, string query, string field) =>
        [.. List(model, query).Select(item => item![field]?.ToString() ?? "-")];

    /// <summary>The statement that a filter becomes.</summary>
    public SelectSql Select(string model, string? filter, params SortEntry[] sort) =>
        new(Models.Resolve(model), ExpressionParser.ParseFilterOrNull(filter), sort, [], QueryFunctions.Of(Session));

    /// <summary>How SQLite goes about a statement.</summary>
    public string Explain(string sql)
    {
        using var rows = Session.Prepare("EXPLAIN QUERY PLAN " + sql);
        var plan = new List<string>();
        while (rows.Step()) plan.Add(rows.Text(3));
        return string.Join("\n", plan);
    }

    public void Dispose() => Session.Dispose();

    private void NoteEmbedded(string model, JsonObject holder, string root)
    {
        foreach (var (name, value) in holder)
        {
            var objects = value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject one ? [one] : [];
            foreach (var item in objects)
            {
                if (item["_id"] is not JsonValue id || item["_parent"] is not JsonValue parent) continue;
                Session.Execute("INSERT INTO embedded (id, model, parent, root) VALUES ($1, $2, $3, $4)", (string)id!, $"{model}.{name}", (string)parent!, root);
                NoteEmbedded($"{model}.{name}", item, root);
            }
        }
    }

    private static JsonNode? Answer(Action<AnswerBuffer> write)
    {
        using var output = new AnswerBuffer();
        write(output);
        return JsonNode.Parse(Encoding.UTF8.GetString(output.Written.Span));
    }
}
