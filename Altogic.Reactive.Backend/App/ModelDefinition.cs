namespace Altogic.Reactive.Backend;

/// <summary>A top-level model. Immutable.</summary>
public sealed record ModelDefinition
{
    /// <summary>Whether objects carry <c>createdAt</c> and <c>updatedAt</c>. The default value is true.</summary>
    public bool Timestamps { get; init; } = true;

    /// <summary>The fields by name. The default value is empty.</summary>
    public IReadOnlyDictionary<string, FieldDefinition> Fields { get; init; } = new Dictionary<string, FieldDefinition>();
}

/// <summary>The types that a field can have (see the app definition's field types).</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Text with markup.</summary>
    RichText,

    /// <summary>Text kept as a one-way hash and never returned.</summary>
    EncryptedText,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A phone number with a leading plus.</summary>
    Phone,

    /// <summary>An absolute address of a page.</summary>
    Link,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Decimal,

    /// <summary>An instant, kept in UTC with milliseconds.</summary>
    DateTime,

    /// <summary>A day, <c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>A time of day, <c>HH:MM:SS</c>.</summary>
    Time,

    /// <summary>One or several of a fixed set of values.</summary>
    Options,

    /// <summary>A 24-digit hexadecimal id.</summary>
    Id,

    /// <summary>The id of an object of another model.</summary>
    Reference,

    /// <summary>The id or address of a stored file.</summary>
    File,

    /// <summary>Longitude and latitude.</summary>
    GeoPoint,

    /// <summary>A list of basic values.</summary>
    List,

    /// <summary>One embedded object.</summary>
    Object,

    /// <summary>A list of embedded objects.</summary>
    ObjectList,
}

/// <summary>A field of a model or sub-model. Immutable.</summary>
public sealed record FieldDefinition
{
    /// <summary>The type.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Whether a value must be given on creation. The default value is false.</summary>
    public bool Required { get; init; }

    /// <summary>Whether no two objects may hold the same value. The default value is false.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether an index serves filters and sorts on the field. The default value is false.</summary>
    public bool Indexed { get; init; }

    /// <summary>Whether the field is set on creation only. The default value is false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The expression that gives a missing value on creation; null means none.</summary>
    public string? Default { get; init; }

    /// <summary>Checks besides those of the type. The default value is empty.</summary>
    public IReadOnlyList<RuleDefinition> Rules { get; init; } = [];

    /// <summary>The shortest text; null means any.</summary>
    public int? MinLength { get; init; }

    /// <summary>The longest text; null means any.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether text search covers the field. The default value is false.</summary>
    public bool Searchable { get; init; }

    /// <summary>Whether fuzzy search covers the field. The default value is false.</summary>
    public bool FuzzySearchable { get; init; }

    /// <summary>The least number; null means any.</summary>
    public double? Min { get; init; }

    /// <summary>The greatest number; null means any.</summary>
    public double? Max { get; init; }

    /// <summary>Places that a decimal is rounded to; null keeps all.</summary>
    public int? Decimals { get; init; }

    /// <summary>Whether a geographic index serves distance filters. The default value is false.</summary>
    public bool GeoIndex { get; init; }

    /// <summary>The allowed values of an options field, texts or numbers; empty for other types.</summary>
    public IReadOnlyList<object> Options { get; init; } = [];

    /// <summary>Whether an options field holds several values. The default value is false.</summary>
    public bool Multiple { get; init; }

    /// <summary>The model that a reference points to; null for other types.</summary>
    public string? Model { get; init; }

    /// <summary>The type of the items of a list; null for other types.</summary>
    public FieldType? Items { get; init; }

    /// <summary>Whether embedded objects carry <c>createdAt</c> and <c>updatedAt</c>. The default value is true.</summary>
    public bool Timestamps { get; init; } = true;

    /// <summary>The fields of embedded objects. The default value is empty.</summary>
    public IReadOnlyDictionary<string, FieldDefinition> Fields { get; init; } = new Dictionary<string, FieldDefinition>();
}

/// <summary>A check of a field, in the expression language. Immutable.</summary>
public sealed record RuleDefinition
{
    /// <summary>The name of the rule. The default value is empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The expression that must be true.</summary>
    public required string Rule { get; init; }

    /// <summary>The expression that gives the message of a failure; null gives a general one.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the rules behind this one still run when it fails. The default value is true.</summary>
    public bool ContinueOnFailure { get; init; } = true;
}
