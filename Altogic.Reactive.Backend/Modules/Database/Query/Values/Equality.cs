using System.Text;
using System.Text.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>The table of <c>==</c> (expressions §5.3).</summary>
internal static class Equality
{
    private const int IdLength = 24;

    public static bool AreEqual(in Value left, in Value right)
    {
        if (left.IsNothing || right.IsNothing) return left.IsNothing && right.IsNothing;
        return (left.Kind, right.Kind) switch
        {
            (ValueKind.Text, ValueKind.Text) => AreTextsEqual(left, right),
            (ValueKind.Boolean or ValueKind.Integer, ValueKind.Boolean or ValueKind.Integer) => AsInteger(left) == AsInteger(right),
            (ValueKind.Boolean or ValueKind.Integer or ValueKind.Number, ValueKind.Boolean or ValueKind.Integer or ValueKind.Number)
                => Ordering.CompareNumbers(ToNumber(left), ToNumber(right)) == 0,
            (ValueKind.Date, ValueKind.Date) => left.Milliseconds == right.Milliseconds,
            (ValueKind.Date, ValueKind.Text or ValueKind.Integer or ValueKind.Number) => IsInstant(right, left.Milliseconds),
            (ValueKind.Text or ValueKind.Integer or ValueKind.Number, ValueKind.Date) => IsInstant(left, right.Milliseconds),
            (ValueKind.Object, ValueKind.Text) => HasId(left, right),
            (ValueKind.Text, ValueKind.Object) => HasId(right, left),
            (ValueKind.Object, ValueKind.Object) => AreObjectsEqual(left, right),
            (ValueKind.List, ValueKind.List) => AreListsEqual(left, right),
            _ => false,
        };
    }

    /// <summary>Case counts, except between two ids (expressions §4.3).</summary>
    public static bool AreTextsEqual(in Value left, in Value right)
    {
        var isLeftRaw = left.TryGetUtf8(out var leftUtf8);
        var isRightRaw = right.TryGetUtf8(out var rightUtf8);
        if (isLeftRaw && isRightRaw)
        {
            return leftUtf8.SequenceEqual(rightUtf8)
                || (leftUtf8.Length == IdLength && rightUtf8.Length == IdLength && AreIdsEqual(left.Text, right.Text));
        }

        if (isLeftRaw) return IsText(leftUtf8, right.Text);
        return isRightRaw ? IsText(rightUtf8, left.Text) : AreEqual(left.Text, right.Text);
    }

    private static bool IsText(ReadOnlySpan<byte> utf8, string text)
    {
        if (Ascii.Equals(utf8, text)) return true;
        if (!Ascii.IsValid(text)) return Encoding.UTF8.GetByteCount(text) == utf8.Length && Encoding.UTF8.GetString(utf8) == text;
        return utf8.Length == IdLength && Ascii.EqualsIgnoreCase(utf8, text) && ObjectId.IsValid(text);
    }

    private static bool AreEqual(string a, string b) =>
        string.Equals(a, b, StringComparison.Ordinal) || (a.Length == IdLength && b.Length == IdLength && AreIdsEqual(a, b));

    private static bool AreIdsEqual(string a, string b) =>
        string.Equals(a, b, StringComparison.OrdinalIgnoreCase) && ObjectId.IsValid(a) && ObjectId.IsValid(b);

    private static long AsInteger(in Value value) => value.Kind == ValueKind.Boolean ? (value.Boolean ? 1 : 0) : value.Integer;

    private static Value ToNumber(in Value value) => value.Kind == ValueKind.Boolean ? Value.Of(AsInteger(value)) : value;

    private static bool IsInstant(in Value value, long milliseconds)
    {
        if (value.Kind == ValueKind.Text) return Conversions.TryReadInstant(value, out var instant) && instant == milliseconds;
        return Ordering.CompareNumbers(value, Value.Of(milliseconds)) == 0;
    }

    private static bool HasId(in Value value, in Value id)
    {
        var own = value.Member("_id");
        return own.Kind == ValueKind.Text && AreTextsEqual(own, id);
    }

    private static bool AreObjectsEqual(in Value left, in Value right)
    {
        var (a, b) = (left.Member("_id"), right.Member("_id"));
        if (a.Kind == ValueKind.Text && b.Kind == ValueKind.Text) return AreTextsEqual(a, b);
        return JsonElement.DeepEquals(left.Element, right.Element);
    }

    private static bool AreListsEqual(in Value left, in Value right)
    {
        if (left.Count != right.Count) return false;
        var others = right.Items.GetEnumerator();
        foreach (var item in left.Items)
            if (!others.MoveNext() || !AreEqual(item, others.Current)) return false;
        return true;
    }
}
