using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

internal readonly partial struct Value
{
    public static readonly Value Missing;
    public static readonly Value Null = new(ValueKind.Null);
    public static readonly Value True = new(ValueKind.Boolean, 1);
    public static readonly Value False = new(ValueKind.Boolean);

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(long value) => new(ValueKind.Integer, value);

    /// <summary>The number; null for what JSON cannot hold (expressions §5.2 wants null for a failed calculation).</summary>
    public static Value Of(double value) =>
        double.IsFinite(value) ? new(ValueKind.Number, BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value)) : Null;

    /// <summary>A number as documents hold it. JSON can write numbers that are greater than all others here: infinite ones.</summary>
    public static Value OfStored(double value) => double.IsInfinity(value) ? new(ValueKind.Number, BitConverter.DoubleToInt64Bits(value)) : Of(value);

    /// <summary>An integer where the number is whole and exact as one, else the number.</summary>
    public static Value OfWhole(double value) =>
        value is >= -9007199254740992 and <= 9007199254740992 && Math.Floor(value) == value ? Of((long)value) : Of(value);

    public static Value Of(string? value) =>
        value is null || value.Length > MaxSize ? Null : new(ValueKind.Text, 0, value);

    /// <summary>An instant in milliseconds since 1970-01-01 UTC; null outside the years 1 to 9999.</summary>
    public static Value OfDate(long milliseconds) =>
        IsoDate.IsInRange(milliseconds) ? new(ValueKind.Date, milliseconds) : Null;

    public static Value OfDate(DateTimeOffset instant) => OfDate(instant.ToUnixTimeMilliseconds());

    /// <summary>A list that an expression made; null when it has grown too large.</summary>
    public static Value Of(IReadOnlyList<Value> items)
    {
        var array = items as Value[] ?? [.. items];
        long weight = array.Length;
        foreach (ref readonly var item in array.AsSpan()) weight += item.Weight;
        return weight > MaxSize ? Null : new(ValueKind.List, weight, array);
    }

    /// <summary>A value of a document of which nothing is declared.</summary>
    public static Value FromJson(JsonElement element) => FromJson(element, Shape.Any);

    /// <summary>A value of a document; the shape says which texts are date-times.</summary>
    public static Value FromJson(JsonElement element, Shape shape) => element.ValueKind switch
    {
        JsonValueKind.Null => Null,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? Of(integer) : OfStored(element.GetDouble()),
        JsonValueKind.String => shape.IsDateTime && TryReadDate(element, out var date) ? date : new(ValueKind.Text, 0, null, element),
        JsonValueKind.Array => new(ValueKind.List, 0, shape, element),
        JsonValueKind.Object => new(ValueKind.Object, 0, shape, element),
        _ => Missing,
    };

    /// <summary>What it costs to look at all of the value, in steps of about a hundred nanoseconds.</summary>
    public long CostOfReading => Kind >= ValueKind.Text && Kind != ValueKind.Date ? 1 + (Weight >> 5) : 1;

    /// <summary>What it cost to make the value, as far as an expression made it: memory too, which is why it is more than reading.</summary>
    public long CostOfMaking => _reference switch
    {
        Value[] made => made.Length,
        string made => made.Length >> 2,
        _ => 0,
    };

    private long Weight => Kind switch
    {
        ValueKind.Text when _reference is string made => made.Length,
        ValueKind.List when _reference is Value[] => _bits,
        ValueKind.Text or ValueKind.List or ValueKind.Object => JsonMarshal.GetRawUtf8Value(_element).Length,
        _ => 1,
    };

    private static bool TryReadDate(JsonElement element, out Value date)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element)[1..^1];
        var isDate = IsoDate.TryParse(raw, out var milliseconds)
            || (raw.Contains((byte)'\\') && IsoDate.TryParse(JsonText.Read(element).AsSpan(), out milliseconds));
        date = isDate ? OfDate(milliseconds) : default;
        return isDate;
    }
}
