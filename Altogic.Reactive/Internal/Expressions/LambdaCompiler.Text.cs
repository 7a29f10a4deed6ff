using System.Globalization;
using System.Linq.Expressions;

namespace Altogic.Reactive.Internal.Expressions;

internal sealed partial class LambdaCompiler
{
    private const string TextAdvice = "Only text, numbers and ids have the same text on the server; compare the value itself.";

    private Fragment? TranslateTextMethod(MethodCallExpression call)
    {
        if (call.Object is not { } target) return TranslateStaticTextMethod(call);
        var arguments = WithoutInvariantCulture(call);
        switch (call.Method.Name)
        {
            case "StartsWith": return Search("STARTSWITH", call);
            case "EndsWith": return Search("ENDSWITH", call);
            case "Contains": return Includes(call);
            case "Equals": return TextEquals(call, target, arguments[0], arguments.Count > 1 ? arguments[1] : null);
            case "ToLower" or "ToLowerInvariant" when arguments.Count == 0: return Fragment.Call("TOLOWER", Translate(target));
            case "ToUpper" or "ToUpperInvariant" when arguments.Count == 0: return Fragment.Call("TOUPPER", Translate(target));
            case "Trim" when arguments.Count == 0: return Fragment.Call("TRIM", Translate(target));
            case "TrimStart" when arguments.Count == 0: return Fragment.Call("LTRIM", Translate(target));
            case "TrimEnd" when arguments.Count == 0: return Fragment.Call("RTRIM", Translate(target));
            case "Substring": return Fragment.Call("SUBSTRING", [Translate(target), .. arguments.Select(Translate)]);
            case "IndexOf" when !HasComparison(call): return Fragment.Call("CHARINDEX", [Translate(target), .. arguments.Select(Translate)]);
            case "Replace" when arguments.Count == 2: return Fragment.Call("REPLACEALL", [Translate(target), .. arguments.Select(Translate)]);
            case "get_Chars": return Fragment.Call("SUBSTRING", Translate(target), Translate(arguments[0]), Fragment.Primary("1"));
            case "ToString" when arguments.Count == 0: return Translate(target);
            default: return null;
        }
    }

    private Fragment? TranslateStaticTextMethod(MethodCallExpression call)
    {
        var arguments = call.Arguments;
        switch (call.Method.Name)
        {
            // Missing, null and empty text are exactly what counts as false (expressions §5.1).
            case "IsNullOrEmpty": return Fragment.Not(Translate(arguments[0]));
            case "IsNullOrWhiteSpace": return Fragment.Not(Fragment.Call("TRIM", Translate(arguments[0])));
            case "Equals" when arguments.Count >= 2: return TextEquals(call, arguments[0], arguments[1], arguments.Count > 2 ? arguments[2] : null);
            case "Concat" when !arguments.Any(a => a is not NewArrayExpression && a.Type.IsArray):
                return Join(arguments.SelectMany(a => a is NewArrayExpression array ? array.Expressions : Enumerable.Repeat(a, 1)));
            default: return null;
        }
    }

    private Fragment Search(string function, MethodCallExpression call)
    {
        var (text, search) = (Translate(call.Object!), Translate(call.Arguments[0]));
        return IgnoresCase(call) ? Fragment.Call(function, Lower(text), Lower(search)) : Fragment.Call(function, text, search);
    }

    private Fragment Includes(MethodCallExpression call)
    {
        var (text, search) = (Translate(call.Object!), Translate(call.Arguments[0]));
        return IgnoresCase(call) ? Fragment.Call("INCLUDES", text, search, Fragment.Primary("false")) : Fragment.Call("INCLUDES", text, search);
    }

    private Fragment TextEquals(MethodCallExpression call, Expression left, Expression right, Expression? comparison) =>
        comparison is not null && IgnoresCase(call)
            ? Fragment.Binary(Lower(Translate(left)), "==", Lower(Translate(right)), Binding.Equality)
            : CompareEquality(left, "==", right, call);

    private static Fragment Lower(Fragment text) => Fragment.Call("TOLOWER", text);

    // The server knows no cultures, which is the same as asking for the invariant one.
    private static List<Expression> WithoutInvariantCulture(MethodCallExpression call) =>
        [.. call.Arguments.Where(argument =>
            !typeof(IFormatProvider).IsAssignableFrom(argument.Type) || !Equals(LocalValues.Evaluate(argument), CultureInfo.InvariantCulture))];

    private static bool HasComparison(MethodCallExpression call) => call.Arguments.Any(argument => argument.Type == typeof(StringComparison));

    private bool IgnoresCase(MethodCallExpression call)
    {
        var ignoresCase = false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Type == typeof(bool)) ignoresCase = Known(argument, call) is true;
            else if (argument.Type == typeof(StringComparison)) ignoresCase = IgnoresCase(Known(argument, call), call);
            else if (argument.Type == typeof(CultureInfo) && !CultureInfo.InvariantCulture.Equals(Known(argument, call))) throw KnowsNoCultures(call);
        }

        return ignoresCase;
    }

    private static bool IgnoresCase(object? comparison, Expression node) => comparison switch
    {
        StringComparison.Ordinal or StringComparison.InvariantCulture => false,
        StringComparison.OrdinalIgnoreCase or StringComparison.InvariantCultureIgnoreCase => true,
        _ => throw KnowsNoCultures(node),
    };

    private static NotSupportedException KnowsNoCultures(Expression node) =>
        Refuse(node, "The server knows no cultures; use StringComparison.Ordinal or OrdinalIgnoreCase.");

    private object? Known(Expression argument, Expression node) =>
        IsLocal(argument) ? LocalValues.Evaluate(argument) : throw Refuse(node, "How to compare must be known when the query is built.");

    private Fragment Concatenate(BinaryExpression node)
    {
        var operands = new Stack<Expression>();
        Expression left = node;
        while (left is BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.AddChecked } chain && chain.Type == typeof(string))
        {
            operands.Push(chain.Right);
            left = chain.Left;
        }

        operands.Push(left);
        return Join(operands);
    }

    // Two missing values add up to null, a number and a missing one too; a text in front makes it a concatenation, as in C#.
    private Fragment Join(IEnumerable<Expression> operands)
    {
        var parts = operands.Select(operand => (Text: Part(operand), IsText: IsLocal(operand))).ToList();
        if (parts.Count == 0) return Literal("");
        var texts = parts.Select(part => part.Text.For(Binding.Multiplicative)).ToList();
        if (!parts.Take(2).Any(part => part.IsText)) texts.Insert(0, "''");
        return new Fragment(string.Join(" + ", texts), texts.Count > 1 ? Binding.Additive : Binding.Primary);
    }

    private Fragment Part(Expression operand)
    {
        if (IsLocal(operand)) return Literal(_literals.WriteAsText(LocalValues.Evaluate(operand)));
        if (!HasSameText(Conversions.Strip(operand).Type)) throw Refuse(operand, TextAdvice);
        return Translate(operand);
    }

    private static bool HasSameText(Type type)
    {
        type = Conversions.Underlying(type);
        return type == typeof(string) || type == typeof(Guid) || type == typeof(char) || (!type.IsEnum && Conversions.IsNumeric(type))
            || typeof(Newtonsoft.Json.Linq.JToken).IsAssignableFrom(type);
    }

    private Fragment TranslateToText(MethodCallExpression call)
    {
        var target = Conversions.Strip(call.Object!);
        if (WithoutInvariantCulture(call).Count > 0 || !HasSameText(target.Type)) throw Refuse(call, TextAdvice);
        return target.Type == typeof(string) ? Translate(target) : Fragment.Call("TOTEXT", Translate(target));
    }
}
