namespace Altogic.Reactive.Backend.Modules.Database.Query.Parsing;

/// <summary>The operators and how tightly they bind (expressions §3).</summary>
internal static class OperatorTable
{
    public const int Lowest = 1;

    public static bool TryGet(TokenKind token, out BinaryOperator binary, out int precedence)
    {
        (binary, precedence) = token switch
        {
            TokenKind.Or => (BinaryOperator.Or, Lowest),
            TokenKind.And => (BinaryOperator.And, 2),
            TokenKind.Equal => (BinaryOperator.Equal, 3),
            TokenKind.NotEqual => (BinaryOperator.NotEqual, 3),
            TokenKind.Less => (BinaryOperator.Less, 4),
            TokenKind.LessOrEqual => (BinaryOperator.LessOrEqual, 4),
            TokenKind.Greater => (BinaryOperator.Greater, 4),
            TokenKind.GreaterOrEqual => (BinaryOperator.GreaterOrEqual, 4),
            TokenKind.Plus => (BinaryOperator.Add, 5),
            TokenKind.Minus => (BinaryOperator.Subtract, 5),
            TokenKind.Times => (BinaryOperator.Multiply, 6),
            TokenKind.Divide => (BinaryOperator.Divide, 6),
            _ => (default, 0),
        };
        return precedence > 0;
    }

    public static UnaryOperator? ToUnary(TokenKind token) => token switch
    {
        TokenKind.Plus => UnaryOperator.Plus,
        TokenKind.Minus => UnaryOperator.Minus,
        TokenKind.Not => UnaryOperator.Not,
        _ => null,
    };
}
