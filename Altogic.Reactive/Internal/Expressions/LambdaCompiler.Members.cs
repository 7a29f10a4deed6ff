using System.Linq.Expressions;

namespace Altogic.Reactive.Internal.Expressions;

internal sealed partial class LambdaCompiler
{
    /// <summary>Members that the server computes with a function.</summary>
    private Fragment TranslateMember(MemberExpression member)
    {
        var owner = Conversions.Strip(member.Expression!);
        var type = Conversions.Underlying(member.Expression!.Type);
        var name = member.Member.Name;
        if (Nullable.GetUnderlyingType(member.Expression.Type) is not null)
        {
            if (name == "HasValue") return Fragment.Exists(Translate(owner));
            if (name == "Value") return Translate(owner);
        }

        if (type == typeof(string) && name == "Length") return Fragment.Call("LENGTH", Translate(owner));
        if (IsList(type) && name is "Count" or "Length" or "LongLength") return Fragment.Call("SIZE", Translate(owner));
        if (type == typeof(Database.GeoPoint)) return Fragment.Call(name == "Longitude" ? "LONGITUDE" : "LATITUDE", Translate(owner));
        if (type == typeof(TimeSpan)) return TranslateDuration(member, owner);
        if (Conversions.IsPointInTime(type) || type.FullName == "System.DateOnly") return TranslateTimePart(member, owner);
        throw Refuse(member, "Only members reached from the object itself are fields; what a function returns has none.");
    }

    private Fragment TranslateTimePart(MemberExpression member, Expression time)
    {
        switch (member.Member.Name)
        {
            case "Year" or "Month" or "Day" or "Hour" or "Minute" or "Second" or "Millisecond" or "DayOfYear":
                return Fragment.Call(member.Member.Name.ToUpperInvariant(), Translate(time));
            case "DayOfWeek":
                // The server counts from 1 for Sunday.
                return Fragment.Binary(Fragment.Call("DAYOFWEEK", Translate(time)), "-", Fragment.Primary("1"), Binding.Additive);
            case "Date":
                return Fragment.Call("DATETRUNC", Translate(time), Literal("day"));
            case "UtcDateTime" or "DateTime":
                return Translate(time);
            default:
                throw Refuse(member, "The server knows the parts Year to Millisecond, DayOfYear, DayOfWeek and Date, all in UTC.");
        }
    }

    private Fragment TranslateDuration(MemberExpression member, Expression duration)
    {
        if (!IsTimeDifference(duration)) throw Refuse(member, "The server knows durations only as the difference of two times.");
        var milliseconds = Translate(duration);
        long? unit = member.Member.Name switch
        {
            "TotalMilliseconds" => 1,
            "TotalSeconds" => 1_000,
            "TotalMinutes" => 60_000,
            "TotalHours" => 3_600_000,
            "TotalDays" => 86_400_000,
            _ => null,
        };
        if (unit is null) throw Refuse(member, "Use TotalDays, TotalHours, TotalMinutes, TotalSeconds or TotalMilliseconds.");
        return unit == 1 ? milliseconds : Fragment.Binary(milliseconds, "/", Literal(unit), Binding.Multiplicative);
    }

    private Fragment? TranslateTimeMethod(MethodCallExpression call)
    {
        if (call.Object is not { } time) return call.Method.Name == "Equals" ? CompareEquality(call.Arguments[0], "==", call.Arguments[1], call) : null;
        var unit = call.Method.Name switch
        {
            "AddYears" => "year",
            "AddMonths" => "month",
            "AddDays" => "day",
            "AddHours" => "hour",
            "AddMinutes" => "minute",
            "AddSeconds" => "second",
            "AddMilliseconds" => "millisecond",
            _ => null,
        };
        if (unit is not null) return Fragment.Call("DATEADD", Translate(time), Translate(call.Arguments[0]), Literal(unit));
        return call.Method.Name switch
        {
            "Equals" when call.Arguments.Count == 1 => CompareEquality(time, "==", call.Arguments[0], call),
            "ToUniversalTime" => Translate(time),
            "Add" or "Subtract" when call.Arguments[0].Type == typeof(TimeSpan) =>
                Shift(time, call.Method.Name == "Add" ? "+" : "-", call.Arguments[0], call),
            _ => null,
        };
    }

    /// <summary>Point in time ± duration, and point in time − point in time, which is a number of milliseconds.</summary>
    private Fragment ShiftTime(BinaryExpression node)
    {
        if (IsTimeDifference(node)) return Fragment.Binary(Instant(node.Left), "-", Instant(node.Right), Binding.Additive);
        if (Conversions.IsPointInTime(node.Left.Type) && Conversions.Underlying(node.Right.Type) == typeof(TimeSpan))
            return Shift(node.Left, node.NodeType == ExpressionType.Add ? "+" : "-", node.Right, node);
        throw Refuse(node, "This operator has no counterpart on the server.");
    }

    private Fragment Shift(Expression time, string op, Expression span, Expression node)
    {
        if (!IsLocal(span) || LocalValues.Evaluate(span) is not TimeSpan duration) throw Refuse(node, "The duration must be known when the query is built.");
        return Fragment.Binary(Instant(time), op, Literal(duration.TotalMilliseconds), Binding.Additive);
    }

    // In arithmetic a quoted time would be text and + would concatenate; DATEVALUE makes it a time.
    private Fragment Instant(Expression time) => IsLocal(time) ? Fragment.Call("DATEVALUE", Translate(time)) : Translate(time);

    private static bool IsTimeDifference(Expression node) =>
        node is BinaryExpression { NodeType: ExpressionType.Subtract } difference
        && Conversions.IsPointInTime(difference.Left.Type) && Conversions.IsPointInTime(difference.Right.Type);
}
