using System.Linq.Expressions;
using System.Text.RegularExpressions;

namespace Altogic.Reactive.Internal.Expressions;

internal sealed partial class LambdaCompiler
{
    // Compiled and CultureInvariant do not change what matches.
    private const RegexOptions TranslatedOptions =
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.Compiled | RegexOptions.CultureInvariant;

    private Fragment TranslateCall(MethodCallExpression call) =>
        TryKnownCall(call) ?? throw Refuse(call, $"{call.Method.Name} has no counterpart on the server. Compute it before the query, or write it with Filter.");

    private Fragment? TryKnownCall(MethodCallExpression call)
    {
        var owner = call.Method.DeclaringType;
        if (owner == typeof(string)) return TranslateTextMethod(call);
        if (owner == typeof(Math) || owner?.FullName == "System.MathF") return TranslateMath(call);
        if (owner == typeof(DateTime) || owner == typeof(DateTimeOffset) || owner?.FullName == "System.DateOnly") return TranslateTimeMethod(call);
        if (owner == typeof(Regex)) return TranslateRegex(call);
        switch (call.Method.Name)
        {
            case "ToString" when call.Object is not null: return TranslateToText(call);
            case "Equals" when call is { Object: { } left, Arguments.Count: 1 }: return CompareEquality(left, "==", call.Arguments[0], call);
            case "Equals" when call is { Object: null, Arguments.Count: 2 } && IsOfPlatform(owner):
                return CompareEquality(call.Arguments[0], "==", call.Arguments[1], call);
            case "GetValueOrDefault" when call.Object is { } value: return ValueOrDefault(call, value);
            case "HasFlag": throw Refuse(call, "Flags cannot be tested on the server; store a list of values and use Contains.");
            default: return TranslateListMethod(call);
        }
    }

    private Fragment ValueOrDefault(MethodCallExpression call, Expression value)
    {
        var type = Conversions.Underlying(value.Type);
        if (call.Arguments.Count == 0 && type == typeof(bool)) return Fragment.Not(Fragment.Not(Translate(value)));
        var form = FormOf(value);
        var fallback = call.Arguments.Count == 1 ? TranslateAs(call.Arguments[0], form) : Literal(Activator.CreateInstance(type), form);
        return Fragment.Call("IFNULL", Translate(value), fallback);
    }

    /// <summary><c>a.CompareTo(b) &gt; 0</c> and its relatives, which is how C# orders text.</summary>
    private Fragment? TryComparison(Expression left, string op, Expression right)
    {
        if (IsComparison(left) && IsZero(right)) return Compared((MethodCallExpression)left, op);
        if (IsComparison(right) && IsZero(left)) return Compared((MethodCallExpression)right, Mirror(op));
        return null;
    }

    private bool IsComparison(Expression node) =>
        !IsLocal(node) && node switch
        {
            MethodCallExpression { Method.Name: "CompareTo", Object: { } target, Arguments.Count: 1 } => HasSameOrder(target.Type),
            MethodCallExpression { Method: { Name: "Compare" or "CompareOrdinal", IsStatic: true }, Arguments: { Count: 2 or 3 } arguments } call =>
                IsOfPlatform(call.Method.DeclaringType) && HasSameOrder(arguments[0].Type),
            _ => false,
        };

    // Methods of the same names elsewhere may mean anything.
    private static bool IsOfPlatform(Type? owner) =>
        owner == typeof(object) || owner == typeof(string) || owner == typeof(decimal) || owner == typeof(Nullable)
        || (owner is not null && Conversions.IsPointInTime(owner));

    private static bool HasSameOrder(Type type)
    {
        type = Conversions.Underlying(type);
        return type == typeof(string) || type == typeof(char) || type == typeof(Guid) || Conversions.IsPointInTime(type)
            || type.FullName is "System.DateOnly" or "System.TimeOnly" || (Conversions.IsNumeric(type) && !type.IsEnum);
    }

    private bool IsZero(Expression node) => IsLocal(node) && LocalValues.Evaluate(node) is 0;

    private Fragment Compared(MethodCallExpression call, string op)
    {
        var ignoresCase = call.Arguments.Count == 3 && IgnoresCase(call);
        var (left, right) = call.Object is { } target ? (target, call.Arguments[0]) : (call.Arguments[0], call.Arguments[1]);
        var binding = op is "==" or "!=" ? Binding.Equality : Binding.Relational;
        var form = FormOf(left, right);
        var (first, second) = (TranslateAs(left, form), TranslateAs(right, form));
        return ignoresCase ? Fragment.Binary(Lower(first), op, Lower(second), binding) : Fragment.Binary(first, op, second, binding);
    }

    private Fragment? TranslateRegex(MethodCallExpression call)
    {
        if (call is not { Method: { Name: "IsMatch", IsStatic: true }, Arguments: { Count: 2 or 3 } arguments }) return null;
        var options = arguments.Count == 3 ? (RegexOptions)Known(arguments[2], call)! : RegexOptions.None;
        if ((options & ~TranslatedOptions) != 0)
            throw Refuse(call, "The server knows IgnoreCase, Multiline and Singleline; write the rest into the pattern.");
        var flags = (options.HasFlag(RegexOptions.IgnoreCase) ? "i" : "")
            + (options.HasFlag(RegexOptions.Multiline) ? "m" : "")
            + (options.HasFlag(RegexOptions.Singleline) ? "s" : "");
        return flags.Length == 0
            ? Fragment.Call("REGEXMATCH", Translate(arguments[0]), Translate(arguments[1]))
            : Fragment.Call("REGEXMATCH", Translate(arguments[0]), Translate(arguments[1]), Literal(flags));
    }

    private Fragment? TranslateMath(MethodCallExpression call)
    {
        var arguments = call.Arguments;
        var function = call.Method.Name switch
        {
            "Ceiling" => "CEIL",
            "Log" => arguments.Count == 1 ? "LN" : "LOG",
            "Truncate" => "TRUNC",
            "Abs" or "Floor" or "Pow" or "Sqrt" or "Exp" or "Log10" or "Sign" or "Min" or "Max" or "Sin" or "Cos" or "Tan" or "Sinh" or "Cosh"
                or "Tanh" or "Asin" or "Acos" or "Atan" or "Atan2" or "Asinh" or "Acosh" or "Atanh" => call.Method.Name.ToUpperInvariant(),
            "Round" => "ROUND",
            _ => null,
        };
        if (function is null) return null;
        return function == "ROUND" ? Round(call) : Fragment.Call(function, [.. arguments.Select(Translate)]);
    }

    private Fragment Round(MethodCallExpression call)
    {
        var arguments = call.Arguments;
        var mode = arguments[arguments.Count - 1];
        if (mode.Type != typeof(MidpointRounding) || LocalValues.Evaluate(mode) is not MidpointRounding.AwayFromZero)
            throw Refuse(call, "The server rounds halves away from zero; say so with MidpointRounding.AwayFromZero.");
        return Fragment.Call("ROUND", [.. arguments.Take(arguments.Count - 1).Select(Translate)]);
    }
}
