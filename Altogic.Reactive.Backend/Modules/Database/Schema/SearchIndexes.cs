using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Schema;

/// <summary>The text indexes of models with searchable fields; an index over other fields than now is made anew.</summary>
internal static class SearchIndexes
{
    public static void Apply(DbSession session, ModelRegistry models, bool mayDrop)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS search_fields (model TEXT PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID");
        var wanted = models.TopLevel.Where(schema => schema.Searchable.Count > 0).ToDictionary(schema => schema.ModelName, StringComparer.Ordinal);
        foreach (var (model, fields) in Known(session))
        {
            if (wanted.TryGetValue(model, out var schema) && FieldsOf(schema) == fields) wanted.Remove(model);
            else if (!mayDrop) throw DatabaseSchema.Undeclared($"a search index of {model}");
            else Drop(session, model);
        }

        foreach (var schema in wanted.Values) Build(session, schema);
    }

    private static List<(string Model, string Fields)> Known(DbSession session)
    {
        var known = new List<(string, string)>();
        using var statement = session.Prepare("SELECT model, fields FROM search_fields");
        while (statement.Step()) known.Add((statement.Text(0), statement.Text(1)));
        return known;
    }

    private static void Drop(DbSession session, string model)
    {
        session.Execute($"DROP TABLE IF EXISTS {ResolvedModel.SearchTableOf(model)}");
        session.Execute("DELETE FROM search_fields WHERE model = $1", model);
    }

    private static void Build(DbSession session, ObjectSchema schema)
    {
        var table = ResolvedModel.SearchTableOf(schema.ModelName);
        var columns = string.Join(", ", Enumerable.Range(0, schema.Searchable.Count).Select(i => $"c{i}"));
        var texts = string.Join(", ", schema.Searchable.Select(field => SqlPaths.Extract("", field)));
        session.Execute(
            $"CREATE VIRTUAL TABLE {table} USING fts5({columns}, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2')");
        session.Execute($"INSERT INTO {table} (rowid, {columns}) SELECT seq, {texts} FROM {schema.Documents.Name}");
        session.Execute("INSERT INTO search_fields (model, fields) VALUES ($1, $2)", schema.ModelName, FieldsOf(schema));
    }

    private static string FieldsOf(ObjectSchema schema) => JsonSerializer.Serialize(schema.Searchable);
}
