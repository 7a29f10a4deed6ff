using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Grouping;

/// <summary>Reads the <c>computations</c> of a request (db-query §6.2). A single one may stand there without a list around it.</summary>
internal static class ComputationReader
{
    public const int MostComputations = 100;
    public const string ReservedName = "groupby";

    public static IReadOnlyList<Computation> Read(JsonElement computations)
    {
        switch (computations.ValueKind)
        {
            case JsonValueKind.Object: return [ReadOne(computations)];
            case JsonValueKind.Array: return ReadMany(computations);
            case JsonValueKind.Undefined or JsonValueKind.Null: throw Refuse("missing_required_value", "computations", "Compute needs at least one computation.");
            default: throw Refuse("invalid_value", "computations", "Computations have to be a list of objects.");
        }
    }

    private static List<Computation> ReadMany(JsonElement computations)
    {
        var count = computations.GetArrayLength();
        if (count == 0) throw Refuse("emtpy_array", "computations", "Compute needs at least one computation.");
        if (count > MostComputations) throw Refuse("invalid_value", "computations", $"A request can hold {MostComputations} computations.");

        var read = new List<Computation>();
        foreach (var entry in computations.EnumerateArray())
        {
            var computation = ReadOne(entry);
            if (read.Exists(other => other.Name == computation.Name))
                throw Refuse("invalid_group_definition", "computations", $"There are two computations named {computation.Name}.");
            read.Add(computation);
        }

        return read;
    }

    private static Computation ReadOne(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw Refuse("invalid_value", "computations", "A computation has to be an object.");
        var name = ReadText(entry, "name") ?? throw Missing("name", "A computation needs a name.");
        if (name == ReservedName) throw Refuse("invalid_group_definition", "name", $"A computation cannot be named {ReservedName}.");
        var type = ReadType(ReadText(entry, "type") ?? throw Missing("type", $"The computation {name} needs a type."));
        return new Computation(name, type, ReadExpression(entry, name, type), ReadOrder(entry));
    }

    private static ComputationType ReadType(string type) => type switch
    {
        "count" => ComputationType.Count,
        "countif" => ComputationType.CountIf,
        "sum" => ComputationType.Sum,
        "avg" => ComputationType.Avg,
        "min" => ComputationType.Min,
        "max" => ComputationType.Max,
        _ => throw Refuse("invalid_value", "type", "A computation is one of count, countif, sum, avg, min and max."),
    };

    private static Expression? ReadExpression(JsonElement entry, string name, ComputationType type) =>
        type == ComputationType.Count
            ? null
            : ExpressionParser.ParseFilterOrNull(ReadText(entry, "expression")) ?? throw Missing("expression", $"The computation {name} needs an expression.");

    private static RowOrder ReadOrder(JsonElement entry) => ReadText(entry, "sort") switch
    {
        null or "none" => RowOrder.None,
        "asc" => RowOrder.Ascending,
        "desc" => RowOrder.Descending,
        _ => throw Refuse("invalid_sort_direction", "sort", "A computation is sorted asc, desc or none."),
    };

    private static string? ReadText(JsonElement entry, string member)
    {
        if (!entry.TryGetProperty(member, out var value) || value.ValueKind is JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) throw Refuse("invalid_value", member, $"{member} has to be text.");
        var text = value.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static ApiException Missing(string field, string message) => Refuse("missing_required_value", field, message);

    private static ApiException Refuse(string code, string field, string message) => new(400, code, message, new JsonObject { ["field"] = field });
}
