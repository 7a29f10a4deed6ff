using System.Globalization;
using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

/// <summary>Writes a tree as text that parses into the same tree, with every operator in parentheses.</summary>
internal static class ExpressionPrinter
{
    public static string Print(Expression node) => node switch
    {
        LiteralExpression literal => Print(literal.Value),
        PathExpression path => string.Join(".", path.Segments),
        ListExpression list => $"[{string.Join(", ", list.Items.Select(Print))}]",
        UnaryExpression unary => Symbol(unary.Operator) + Print(unary.Operand),
        BinaryExpression binary => $"({Print(binary.Left)} {Symbol(binary.Operator)} {Print(binary.Right)})",
        CallExpression call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Print))})",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Print(object? literal) => literal switch
    {
        string text => Quote(text),
        bool boolean => boolean ? "true" : "false",
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        double number => Print(number),
        _ => "null",
    };

    private static string Print(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) || text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text) quoted.Append(c is '"' or '\\' ? $"\\{c}" : c.ToString());
        return quoted.Append('"').ToString();
    }

    private static string Symbol(UnaryOperator unary) => unary switch { UnaryOperator.Not => "!", UnaryOperator.Minus => "-", _ => "+" };

    private static string Symbol(BinaryOperator binary) => binary switch
    {
        BinaryOperator.Or => "||",
        BinaryOperator.And => "&&",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        _ => "/",
    };
}
