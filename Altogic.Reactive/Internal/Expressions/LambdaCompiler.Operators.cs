using System.Linq.Expressions;

namespace Altogic.Reactive.Internal.Expressions;

internal sealed partial class LambdaCompiler
{
    private Fragment TranslateBinary(BinaryExpression node)
    {
        switch (node.NodeType)
        {
            case ExpressionType.AndAlso or ExpressionType.OrElse:
            case ExpressionType.And or ExpressionType.Or when node.Type == typeof(bool):
                return Connect(node);
            case ExpressionType.ExclusiveOr when node.Type == typeof(bool):
                return CompareTruth(node.Left, "!=", node.Right);
            case ExpressionType.Equal: return CompareEquality(node.Left, "==", node.Right, node);
            case ExpressionType.NotEqual: return CompareEquality(node.Left, "!=", node.Right, node);
            case ExpressionType.LessThan: return CompareOrder(node.Left, "<", node.Right, node);
            case ExpressionType.LessThanOrEqual: return CompareOrder(node.Left, "<=", node.Right, node);
            case ExpressionType.GreaterThan: return CompareOrder(node.Left, ">", node.Right, node);
            case ExpressionType.GreaterThanOrEqual: return CompareOrder(node.Left, ">=", node.Right, node);
            case ExpressionType.Coalesce: return TranslateAs(node, FormOf(node));
            case ExpressionType.ArrayIndex: return Fragment.Call("ELEMENTAT", Translate(node.Left), Translate(node.Right));
            default: return TranslateArithmetic(node);
        }
    }

    // Chains of && and || are flattened in a loop: generated ones can be too long for recursion.
    private Fragment Connect(BinaryExpression node)
    {
        var isAnd = node.NodeType is ExpressionType.AndAlso or ExpressionType.And;
        var operands = new Stack<Expression>();
        Expression left = node;
        while (left is BinaryExpression { Method: null } chain && chain.NodeType == node.NodeType)
        {
            operands.Push(chain.Right);
            left = chain.Left;
        }

        var binding = isAnd ? Binding.And : Binding.Or;
        var texts = new List<string> { Translate(left).For(binding) };
        foreach (var operand in operands) texts.Add(Translate(operand).For(binding));
        return new Fragment(string.Join(isAnd ? " && " : " || ", texts), binding);
    }

    private Fragment CompareEquality(Expression left, string op, Expression right, Expression node)
    {
        left = Conversions.Strip(left);
        right = Conversions.Strip(right);
        if (TryComparison(left, op, right) is { } comparison) return comparison;
        if (IsLocal(left)) (left, right) = (right, left);
        if (!IsLocal(right))
            return left.Type == typeof(bool) && right.Type == typeof(bool)
                ? CompareTruth(left, op, right)
                : Fragment.Binary(Operand(left, right), op, Operand(right, left), Binding.Equality);

        var value = LocalOperand(left, right, node);
        if (value is null) return CompareToNull(left, op);
        // A flag that was never set is false in C#, but differs from both true and false on the server.
        if (left.Type == typeof(bool) && value is bool flag) return flag == (op == "==") ? Translate(left) : Fragment.Not(Translate(left));
        return Fragment.Binary(Translate(left), op, Literal(value, FormOf(left)), Binding.Equality);
    }

    private Fragment CompareToNull(Expression field, string op)
    {
        var isNull = op == "==";
        if (field.Type.IsValueType && Nullable.GetUnderlyingType(field.Type) is null) return Fragment.Primary(isNull ? "false" : "true");
        var exists = Fragment.Exists(Translate(field));
        return isNull ? Fragment.Not(exists) : exists;
    }

    // Beside a nullable flag, a plain one that was never set must count as false, not as missing.
    private Fragment Operand(Expression side, Expression other) =>
        side.Type == typeof(bool) && other.Type == typeof(bool?)
            ? Fragment.Not(Fragment.Not(Translate(side)))
            : TranslateAs(side, FormOf(side, other));

    private Fragment CompareTruth(Expression left, string op, Expression right) =>
        Fragment.Binary(Fragment.Not(Translate(left)), op, Fragment.Not(Translate(right)), Binding.Equality);

    private Fragment CompareOrder(Expression left, string op, Expression right, Expression node)
    {
        left = Conversions.Strip(left);
        right = Conversions.Strip(right);
        if (TryComparison(left, op, right) is { } comparison) return comparison;
        if (IsLocal(left)) return CompareWith(right, Mirror(op), left, node);
        if (IsLocal(right)) return CompareWith(left, op, right, node);
        var form = FormOf(left, right);
        return Fragment.Binary(TranslateAs(left, form), op, TranslateAs(right, form), Binding.Relational);
    }

    private Fragment CompareWith(Expression field, string op, Expression local, Expression node)
    {
        var value = LocalOperand(field, local, node);
        if (value is null) return Fragment.Primary("false");
        var literal = Literal(value, FormOf(field));
        if (value is Enum && literal.Text[0] is '\'' or '"')
            throw Refuse(node, "This enum is stored as text, which has no order that matches C#; list the values with == and ||.");
        return Fragment.Binary(Translate(field), op, literal, Binding.Relational);
    }

    /// <summary>Undoes what the compiler does to constants: enums and characters arrive as numbers.</summary>
    private static object? LocalOperand(Expression field, Expression local, Expression node)
    {
        var value = LocalValues.Evaluate(local);
        var type = Conversions.Underlying(field.Type);
        switch (value)
        {
            case TimeSpan span when IsTimeDifference(field):
                return span.TotalMilliseconds;
            case TimeSpan when node is BinaryExpression { NodeType: not (ExpressionType.Equal or ExpressionType.NotEqual) }:
                throw Refuse(node, "Durations have no order on the server; compare (a - b).TotalMinutes or store a number.");
            case int code when type == typeof(char):
                return (char)code;
            case not null when type.IsEnum:
                return Enum.ToObject(type, value);
            default:
                return value;
        }
    }

    private static string Mirror(string op) => op switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => op };

    private Fragment TranslateArithmetic(BinaryExpression node)
    {
        if (node.NodeType is ExpressionType.Add or ExpressionType.AddChecked && node.Type == typeof(string)) return Concatenate(node);
        if (!Conversions.IsNumeric(node.Type) || Conversions.Underlying(node.Type).IsEnum) return ShiftTime(node);
        var (left, right) = (Translate(node.Left), Translate(node.Right));
        switch (node.NodeType)
        {
            case ExpressionType.Add or ExpressionType.AddChecked:
                return Fragment.Binary(left, "+", right, Binding.Additive);
            case ExpressionType.Subtract or ExpressionType.SubtractChecked:
                return Fragment.Binary(left, "-", right, Binding.Additive);
            case ExpressionType.Multiply or ExpressionType.MultiplyChecked:
                return Fragment.Binary(left, "*", right, Binding.Multiplicative);
            case ExpressionType.Divide:
                var quotient = Fragment.Binary(left, "/", right, Binding.Multiplicative);
                return Conversions.IsIntegral(node.Type) ? Fragment.Call("TOINTEGER", quotient) : quotient;
            case ExpressionType.Modulo:
                return Fragment.Call("MOD", left, right);
            default:
                throw Refuse(node, "Bit operations have no counterpart on the server.");
        }
    }
}
