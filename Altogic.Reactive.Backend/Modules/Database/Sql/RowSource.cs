using System.Globalization;
using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// The objects of a model as rows with the columns <c>id</c> and <c>doc</c>: a table, or a table taken apart along the steps
/// to a sub-model (then also <c>root</c>, the top-level object's id, and <c>k1</c>, <c>k2</c>, … the places in the lists).
/// </summary>
internal sealed class RowSource
{
    private int _lists;

    public RowSource(ResolvedModel model, string alias)
    {
        Model = model;
        Alias = alias;
    }

    public ResolvedModel Model { get; }

    public string Alias { get; }

    public string Id => Alias + ".id";

    /// <summary>The document as JSON text; that of an embedded object is text already.</summary>
    public string Json => Model.IsTopLevel ? $"json({Alias}.doc)" : Alias + ".doc";

    /// <summary>The top-level object's id.</summary>
    public string Root => Model.IsTopLevel ? Id : Alias + ".root";

    /// <summary>The FROM term. <paramref name="rootCondition"/> narrows the top-level rows, called <c>r</c> in it, of a sub-model.</summary>
    public string From(string? rootCondition = null)
    {
        if (!Model.IsStored) return $"(SELECT NULL AS id, NULL AS root, NULL AS doc WHERE 0) AS {Alias}";
        return Model.IsTopLevel ? $"{Model.Table} AS {Alias}" : $"({Unfold(rootCondition)}) AS {Alias}";
    }

    /// <summary>The order without a sort: by id; embedded objects by parent, then by place.</summary>
    public string NaturalOrder()
    {
        if (Model.IsInOrderOfCreation) return Alias + ".seq";
        if (Model.IsTopLevel || !Model.IsStored) return Id;
        var order = new StringBuilder(Root);
        for (var i = 1; i <= CountLists(); i++) order.Append(", ").Append(Alias).Append(".k").Append(i.ToString(CultureInfo.InvariantCulture));
        return order.ToString();
    }

    private int CountLists() => Model.Steps.Count(step => step.Kind != ModelKind.Object);

    private string Unfold(string? rootCondition)
    {
        var from = new StringBuilder($"{Model.Table} AS r");
        var where = new StringBuilder(rootCondition ?? "1");
        var document = "r.doc";
        var path = new List<string>();
        _lists = 0;
        foreach (var step in Model.Steps)
        {
            path.Add(step.Field);
            if (step.Kind == ModelKind.Object) continue;
            var each = "e" + (++_lists).ToString(CultureInfo.InvariantCulture);
            from.Append(" JOIN json_each(").Append(Items(document, SqlPaths.Literal([.. path]), step.Kind)).Append(") AS ").Append(each);
            where.Append(" AND ").Append(each).Append(".type = 'object'");
            document = each + ".value";
            path.Clear();
        }

        if (path.Count > 0)
        {
            var literal = SqlPaths.Literal([.. path]);
            where.Append(" AND json_type(").Append(document).Append(", ").Append(literal).Append(") = 'object'");
            document = $"({document} -> {literal})";
        }

        return $"SELECT r.id AS root, {document} ->> '$.\"_id\"' AS id, {document} AS doc{Keys()} FROM {from} WHERE {where}";
    }

    private static string Items(string document, string path, ModelKind kind) => kind == ModelKind.ObjectList
        ? $"CASE json_type({document}, {path}) WHEN 'array' THEN {document} -> {path} ELSE '[]' END"
        : $"CASE json_type({document}, {path}) WHEN 'array' THEN {document} -> {path} "
            + $"WHEN 'object' THEN json_array({document} -> {path}) ELSE '[]' END";

    private string Keys()
    {
        var keys = new StringBuilder();
        for (var i = 1; i <= _lists; i++) keys.Append(CultureInfo.InvariantCulture, $", e{i}.key AS k{i}");
        return keys.ToString();
    }
}
