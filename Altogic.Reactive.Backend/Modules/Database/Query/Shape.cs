using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>
/// What is declared of a value in a document: the fields of an object, or that texts are date-times. A list has the
/// shape of its items. Where nothing is declared, the time stamps that the backend itself writes are known by name.
/// </summary>
internal sealed class Shape
{
    public static readonly Shape Any = new(null, isDateTime: false);
    public static readonly Shape DateTime = new(null, isDateTime: true);

    private static readonly FrozenSet<string> TimeStamps =
        FrozenSet.ToFrozenSet(["createdAt", "updatedAt", "signUpAt", "lastLoginAt", "uploadedAt"], StringComparer.Ordinal);

    private static readonly string[] SystemFields = ["_id", "_parent", "createdAt", "updatedAt"];

    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, FieldDefinition>, Shape> Known = [];

    private readonly IReadOnlyDictionary<string, FieldDefinition>? _fields;
    private readonly FrozenDictionary<string, string?>? _anyCase;

    private Shape(IReadOnlyDictionary<string, FieldDefinition>? fields, bool isDateTime)
    {
        _fields = fields;
        IsDateTime = isDateTime;
        _anyCase = fields is null ? null : IndexByAnyCase(fields.Keys);
    }

    public bool IsDateTime { get; }

    /// <summary>The shape of an object with these fields; null means that nothing is declared.</summary>
    public static Shape Of(IReadOnlyDictionary<string, FieldDefinition>? fields) =>
        fields is null ? Any : Known.GetValue(fields, static fields => new Shape(fields, isDateTime: false));

    public static Shape Of(FieldDefinition field) => field.Type switch
    {
        FieldType.DateTime => DateTime,
        FieldType.List => field.Items == FieldType.DateTime ? DateTime : Any,
        FieldType.Object or FieldType.ObjectList => Of(field.Fields),
        _ => Any,
    };

    /// <summary>Whether the name belongs to a declared field or to a system field, in any letter case.</summary>
    public bool Declares(string name) => _anyCase is not null && _anyCase.GetValueOrDefault(name) is not null;

    /// <summary>The name and the shape of a member: exact first, then in any letter case if only one field fits (expressions §2).</summary>
    public (string Name, Shape Shape) Member(string name)
    {
        if (_fields is not null)
        {
            if (_fields.TryGetValue(name, out var field)) return (name, Of(field));
            if (_anyCase!.GetValueOrDefault(name) is { } declared && declared != name) return Member(declared);
        }

        return (name, TimeStamps.Contains(name) ? DateTime : Any);
    }

    private static FrozenDictionary<string, string?> IndexByAnyCase(IEnumerable<string> names)
    {
        var index = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Concat(SystemFields).Distinct(StringComparer.Ordinal))
            index[name] = index.ContainsKey(name) ? null : name;
        return index.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
