using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>
/// A value while an expression runs. What comes from a document stays in the document: texts, lists and objects are
/// read from its JSON when somebody asks. The default value is missing.
/// </summary>
internal readonly partial struct Value
{
    /// <summary>The greatest length of a text and the greatest weight of a list that an expression may build.</summary>
    public const int MaxSize = 4 * 1024 * 1024;

    private readonly JsonElement _element;

    // A text or a list that an expression made; for what lies in a document, its shape.
    private readonly object? _reference;

    // The boolean, integer, bits of the number, or milliseconds; the weight of a list that an expression made.
    private readonly long _bits;

    private Value(ValueKind kind, long bits = 0, object? reference = null, JsonElement element = default)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
        _element = element;
    }

    public ValueKind Kind { get; }

    public bool IsMissing => Kind == ValueKind.Missing;

    /// <summary>Whether the value is missing or null.</summary>
    public bool IsNothing => Kind <= ValueKind.Null;

    public bool IsNumeric => Kind is ValueKind.Integer or ValueKind.Number;

    /// <summary>The truth value (expressions §5.1).</summary>
    public bool IsTrue => Kind switch
    {
        ValueKind.Boolean or ValueKind.Integer => _bits != 0,
        ValueKind.Number => Number != 0,
        ValueKind.Text => !IsEmptyText,
        ValueKind.Date or ValueKind.List or ValueKind.Object => true,
        _ => false,
    };

    public bool Boolean => _bits != 0;

    public long Integer => _bits;

    /// <summary>The number, of an integer too.</summary>
    public double Number => Kind == ValueKind.Integer ? _bits : BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The instant of a date, in milliseconds since 1970-01-01 UTC.</summary>
    public long Milliseconds => _bits;

    /// <summary>The text; each call may read it from the document anew.</summary>
    public string Text => _reference as string ?? JsonText.Read(_element);

    /// <summary>The JSON of an object, or of a list that lies in a document.</summary>
    public JsonElement Element => _element;

    public bool IsEmptyText => _reference is string made ? made.Length == 0 : JsonMarshal.GetRawUtf8Value(_element).Length == 2;

    /// <summary>The text as it stands in the document, when nothing in it is escaped.</summary>
    public bool TryGetUtf8(out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (_reference is string) return false;
        var raw = JsonMarshal.GetRawUtf8Value(_element);
        if (raw.Contains((byte)'\\')) return false;
        utf8 = raw[1..^1];
        return true;
    }

    private Shape Shape => _reference as Shape ?? Shape.Any;

    public override string ToString() => Kind == ValueKind.Missing ? "missing" : Conversions.ToText(this);
}
