using System.Globalization;
using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query.Plans;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Making and showing dates (expressions §8.5).</summary>
internal static class DateFunctions
{
    private const int LongestPattern = 200;

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("NOW()", _ => new NowNode()),
        new("TODAY([zone])", arguments => new TodayNode(arguments.Length > 0 ? arguments[0] : new ConstantNode(Value.Missing))),
        new("DATE(year, month, day, [hour], [minute], [second], [millisecond])", Make),
        new("DATEVALUE(text)", (in Value value) => Read(value)),
        new("STRTODATE(text)", (in Value value) => Read(value)),
        new("DATEMILLIS(date)", (in Value date) => Conversions.TryToInstant(date, out var instant) ? Value.Of(instant) : Value.Null),
        new("DATEFROMMILLIS(n)", (in Value n) => n.IsNumeric && Conversions.TryToInstant(n, out var instant) ? Value.OfDate(instant) : Value.Null),
        new("DATEFORMAT(date, pattern, [zone])", Format),
        new("ISBEFORE(a, b)", (in Value a, in Value b) => Compare(a, b, (first, second) => first < second)),
        new("ISAFTER(a, b)", (in Value a, in Value b) => Compare(a, b, (first, second) => first > second)),
        new("ISSAMEDAY(a, b, [zone])", IsSameDay),
    ];

    private static Value Read(in Value value) => value.Kind switch
    {
        ValueKind.Date => value,
        ValueKind.Text when Conversions.TryReadInstant(value, out var instant) => Value.OfDate(instant),
        _ => Value.Null,
    };

    private static Value Make(ReadOnlySpan<Value> arguments)
    {
        Span<int> parts = [1, 1, 1, 0, 0, 0, 0];
        for (var index = 0; index < arguments.Length; index++)
            if (!Conversions.TryToInt(arguments[index], out parts[index])) return Value.Null;
        if (parts[0] is < 1 or > 9999 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1])) return Value.Null;
        if (parts[3] is < 0 or > 23 || parts[4] is < 0 or > 59 || parts[5] is < 0 or > 59 || parts[6] is < 0 or > 999) return Value.Null;
        return Value.OfDate(new DateTimeOffset(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], TimeSpan.Zero));
    }

    private static Value Compare(in Value a, in Value b, Func<long, long, bool> test) =>
        Conversions.TryToInstant(a, out var first) && Conversions.TryToInstant(b, out var second) ? Value.Of(test(first, second)) : Value.Null;

    private static Value IsSameDay(in Value a, in Value b, in Value zone)
    {
        if (!Conversions.TryToInstant(a, out var first) || !Conversions.TryToInstant(b, out var second)) return Value.Null;
        if (!TimeZones.TryGet(zone, out var clock)) return Value.Null;
        return Value.Of(TimeZones.ToWallClock(first, clock).Date == TimeZones.ToWallClock(second, clock).Date);
    }

    private static Value Format(in Value date, in Value pattern, in Value zone)
    {
        if (!Conversions.TryToInstant(date, out var instant) || pattern.Kind != ValueKind.Text || !TimeZones.TryGet(zone, out var clock)) return Value.Null;
        var text = pattern.Text;
        if (text.Length > LongestPattern) return Value.Null;
        var time = TimeZones.ToWallClock(instant, clock);
        var result = new StringBuilder();
        for (var index = 0; index < text.Length;) index += AppendToken(result, text, index, time);
        return Value.Of(result.ToString());
    }

    // Longer tokens come first; what is no token stands for itself.
    private static int AppendToken(StringBuilder result, string pattern, int index, DateTime time)
    {
        (string Token, int Value)[] tokens =
        [
            ("YYYY", time.Year), ("SSS", time.Millisecond), ("MM", time.Month), ("DD", time.Day),
            ("HH", time.Hour), ("mm", time.Minute), ("ss", time.Second),
        ];
        foreach (var (token, value) in tokens)
        {
            if (string.CompareOrdinal(pattern, index, token, 0, token.Length) != 0) continue;
            result.Append(value.ToString(CultureInfo.InvariantCulture).PadLeft(token.Length, '0'));
            return token.Length;
        }

        result.Append(pattern[index]);
        return 1;
    }

    private sealed class TodayNode(Node zone) : Node
    {
        public override Constancy Constancy => zone.Constancy == Constancy.Always ? Constancy.PerRequest : zone.Constancy;

        public override Value Evaluate(EvaluationScope scope, in Value item) =>
            TimeZones.TryGet(zone.Evaluate(scope, item), out var clock)
                ? TimeZones.FromWallClock(TimeZones.ToWallClock(scope.Now.ToUnixTimeMilliseconds(), clock).Date, clock)
                : Value.Null;
    }
}
