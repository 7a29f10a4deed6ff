using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query.Search;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <content>Searches (db-query §7).</content>
internal sealed partial class QueryEngine
{
    /// <summary>The page of objects whose searchable fields fit the text, best first.</summary>
    public void SearchText(
        DbSession session, ResolvedModel model, QueryRequest request, string? text, bool withInfo, AnswerBuffer output, CancellationToken cancel = default)
    {
        var query = TextQuery.Parse(text ?? throw MissingSearch("text"));
        var filter = ExpressionParser.ParseFilterOrNull(request.Expression);
        if (model.Fields is not null && model.Schema.Searchable.Count == 0)
            throw new ApiException(400, "no_searchable_field", $"No field of {model.Name} is searchable.", new JsonObject { ["model"] = model.Name });
        if (query.IsEmpty)
        {
            WriteNothing(request, withInfo, output);
            return;
        }

        // The index covers top-level objects whose fields are declared; of all others every text counts.
        var isIndexed = model.IsTopLevel && model.Fields is not null;
        Search(session, model, request, filter, withInfo, output, (row, functions, parameters) => isIndexed
            ? SearchSql.ByIndex(model, row, query.ToFtsMatch()!, parameters)
            : SearchSql.ByScore(row, document => query.Score(SearchTexts.Of(document, model.Fields)), functions), cancel);
    }

    /// <summary>The page of objects whose field fits the text, misspellings allowed, best first.</summary>
    public void SearchFuzzy(
        DbSession session, ResolvedModel model, QueryRequest request, string? text, string? fieldName, AnswerBuffer output, CancellationToken cancel = default)
    {
        if (!model.IsTopLevel) throw new ApiException(400, "invalid_model_type", "A fuzzy search works on top-level models only.");
        var query = FuzzyQuery.Parse(text ?? throw MissingSearch("text"));
        var field = FuzzyField(model, string.IsNullOrEmpty(fieldName) ? throw MissingSearch("fieldName") : fieldName);
        var filter = ExpressionParser.ParseFilterOrNull(request.Expression);
        if (query.IsEmpty)
        {
            WriteNothing(request, false, output);
            return;
        }

        Search(session, model, request, filter, false, output, (row, functions, _) =>
            SearchSql.ByScore(row, document => Score(query, document, field), functions), cancel);
    }

    private static double Score(FuzzyQuery query, JsonElement document, string field) =>
        document.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? query.Score(Values.JsonText.Read(value)) : 0;

    private static string FuzzyField(ResolvedModel model, string name)
    {
        var field = model.Schema.FindField(name);
        if (field is null && model.Schema.IsOpen) return name;
        if (field?.Definition is { FuzzySearchable: true, Type: FieldType.Text or FieldType.RichText } || (field is not null && model.Schema.IsOpen)) return field!.Name;
        throw new ApiException(400, "invalid_search_field", $"'{name}' is not a fuzzy searchable field of {model.Name}.", new JsonObject { ["field"] = name });
    }

    private static ApiException MissingSearch(string member) =>
        new(400, "missing_required_value", $"A search needs {member}.", new JsonObject { ["field"] = member });

    private static void WriteNothing(QueryRequest request, bool withInfo, AnswerBuffer output)
    {
        output.Write("[]"u8);
        if (withInfo) AddInfo(output, 0, request);
    }

    private void Search(
        DbSession session, ResolvedModel model, QueryRequest request, Expression? filter, bool withInfo, AnswerBuffer output,
        Func<RowSource, QueryFunctions, SqlParameters, SearchSql> search, CancellationToken cancel) =>
        Run(session, functions => WritePage(session, model, request, Select(session, model, request, filter, functions, [], search), withInfo, output), cancel);
}
