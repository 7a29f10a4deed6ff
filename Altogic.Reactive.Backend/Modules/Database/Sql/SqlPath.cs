namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>A path of an expression as SQL sees it: one value of one row. Immutable.</summary>
internal sealed record SqlPath
{
    public required RowSource Row { get; init; }

    /// <summary>The members from the row's object on; empty for a looked-up object itself.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What is declared of the field; null when nothing is.</summary>
    public FieldDefinition? Field { get; init; }

    /// <summary>Whether the evaluator takes texts of this field for date-times when they read as such.</summary>
    public bool IsDateTime { get; init; }

    /// <summary>Whether every text of this field is a date-time in the one stored form, whose order is that of the instants.</summary>
    public bool IsStoredDate { get; init; }

    /// <summary>
    /// True when no list lies on the way, for then the evaluator would see the list of what its items hold; null when that
    /// is known from the declaration.
    /// </summary>
    public string? Guard { get; init; }

    /// <summary>
    /// Of a path that ends in the id of what may be a plain reference, the path of the reference: the id of a reference is
    /// the reference itself. Null elsewhere.
    /// </summary>
    public SqlPath? Reference { get; init; }

    public bool IsReferenceId => Reference is not null;

    /// <summary>Whether the field is encrypted text, which expressions must not be able to guess at.</summary>
    public bool IsHidden => Field?.Type == FieldType.EncryptedText;

    public bool IsObject => Names.Count == 0;

    public bool IsId => Names is ["_id"] || IsObject;

    /// <summary>The value; see <see cref="SqlPaths.Extract"/>. Of a looked-up object, its id.</summary>
    public string Value => IsHidden ? "NULL" : IsId ? Row.Id : SqlPaths.Extract(Row.Alias, [.. Names]);

    /// <summary>The JSON type.</summary>
    public string Type => IsHidden ? "NULL" : IsId ? $"CASE WHEN {Row.Id} IS NOT NULL THEN '{(IsObject ? "object" : "text")}' END" : SqlPaths.Type(Row.Alias, [.. Names]);

    /// <summary>The id of an object that the field may hold where nothing is declared of it.</summary>
    public string InnerId => SqlPaths.Extract(Row.Alias, [.. Names, "_id"]);

    /// <summary>Whether the field can only hold one text, number or boolean.</summary>
    public bool IsScalar => IsId || Names is ["_parent"] || IsHidden || (Field is not null && Field.Type
        is not (FieldType.List or FieldType.Object or FieldType.ObjectList or FieldType.GeoPoint) && !Field.Multiple);

    /// <summary>Whether ids in the field are always stored in lower case.</summary>
    public bool HoldsIds => IsId || Names is ["_parent"] || Field?.Type is FieldType.Id or FieldType.Reference;

    public bool IsIndexed => Names.Count == 1 && Row.Model.IsTopLevel && (IsId || Field is { Indexed: true } or { Unique: true });
}
