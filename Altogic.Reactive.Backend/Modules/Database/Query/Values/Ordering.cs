using System.Text;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>The order of values: for the operators (expressions §5.4), and a total one for sorting (db-query §2.4).</summary>
internal static class Ordering
{
    /// <summary>The order of two values that can be compared, else null: every ordering operator is then false.</summary>
    public static int? Compare(in Value left, in Value right) => (left.Kind, right.Kind) switch
    {
        (ValueKind.Integer, ValueKind.Integer) => left.Integer.CompareTo(right.Integer),
        (ValueKind.Integer or ValueKind.Number, ValueKind.Integer or ValueKind.Number) => CompareNumbers(left, right),
        (ValueKind.Text, ValueKind.Text) => CompareTexts(left, right),
        (ValueKind.Boolean, ValueKind.Boolean) => left.Boolean.CompareTo(right.Boolean),
        (ValueKind.Date, ValueKind.Date) => left.Milliseconds.CompareTo(right.Milliseconds),
        (ValueKind.Date, ValueKind.Text or ValueKind.Integer or ValueKind.Number) => CompareInstant(left, right),
        (ValueKind.Text or ValueKind.Integer or ValueKind.Number, ValueKind.Date) => -CompareInstant(right, left),
        _ => null,
    };

    /// <summary>An order of all values: nothing, numbers, texts, objects, lists, booleans, dates.</summary>
    public static int CompareAll(in Value left, in Value right)
    {
        var rank = Rank(left.Kind).CompareTo(Rank(right.Kind));
        if (rank != 0) return rank;
        return left.Kind switch
        {
            ValueKind.Missing or ValueKind.Null => 0,
            ValueKind.Object => string.CompareOrdinal(JsonText.Write(left), JsonText.Write(right)),
            ValueKind.List => CompareLists(left, right),
            _ => Compare(left, right)!.Value,
        };
    }

    /// <summary>Exact also where a 64-bit integer meets a decimal number.</summary>
    public static int CompareNumbers(in Value left, in Value right)
    {
        if (left.Kind == right.Kind)
            return left.Kind == ValueKind.Integer ? left.Integer.CompareTo(right.Integer) : left.Number.CompareTo(right.Number);
        return left.Kind == ValueKind.Integer ? CompareMixed(left.Integer, right.Number) : -CompareMixed(right.Integer, left.Number);
    }

    /// <summary>By code point.</summary>
    public static int CompareTexts(in Value left, in Value right)
    {
        var isLeftRaw = left.TryGetUtf8(out var leftUtf8);
        var isRightRaw = right.TryGetUtf8(out var rightUtf8);
        if (isLeftRaw && isRightRaw) return leftUtf8.SequenceCompareTo(rightUtf8);
        if (isLeftRaw && right.Text is var rightText && Ascii.IsValid(rightText)) return CompareToAscii(leftUtf8, rightText);
        if (isRightRaw && left.Text is var leftText && Ascii.IsValid(leftText)) return -CompareToAscii(rightUtf8, leftText);
        return CompareCodePoints(left.Text, right.Text);
    }

    public static int CompareCodePoints(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        return same == left.Length || same == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[same]).CompareTo(Rank(right[same]));
    }

    private static int CompareToAscii(ReadOnlySpan<byte> utf8, string text)
    {
        var length = Math.Min(utf8.Length, text.Length);
        for (var index = 0; index < length; index++)
            if (utf8[index] != text[index]) return utf8[index] - text[index];
        return utf8.Length - text.Length;
    }

    // In UTF-16 the halves of the code points above U+FFFF lie below U+E000.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;

    private static int Rank(ValueKind kind) => kind switch
    {
        ValueKind.Missing or ValueKind.Null => 0,
        ValueKind.Integer or ValueKind.Number => 1,
        ValueKind.Text => 2,
        ValueKind.Object => 3,
        ValueKind.List => 4,
        ValueKind.Boolean => 5,
        _ => 6,
    };

    private static int CompareMixed(long integer, double number)
    {
        if (number >= 9223372036854775808.0) return -1;
        if (number < -9223372036854775808.0) return 1;
        var whole = Math.Truncate(number);
        var order = integer.CompareTo((long)whole);
        return order != 0 ? order : whole.CompareTo(number);
    }

    private static int? CompareInstant(in Value date, in Value other)
    {
        if (other.Kind != ValueKind.Text) return CompareNumbers(Value.Of(date.Milliseconds), other);
        return Conversions.TryReadInstant(other, out var instant) ? date.Milliseconds.CompareTo(instant) : null;
    }

    private static int CompareLists(in Value left, in Value right)
    {
        var others = right.Items.GetEnumerator();
        foreach (var item in left.Items)
        {
            if (!others.MoveNext()) return 1;
            var order = CompareAll(item, others.Current);
            if (order != 0) return order;
        }

        return others.MoveNext() ? -1 : 0;
    }
}
