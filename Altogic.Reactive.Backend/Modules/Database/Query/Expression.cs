namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>A node of a parsed expression (expressions §3). Immutable; equal trees are equal values.</summary>
internal abstract record Expression
{
    /// <summary>Zero-based index of the node's first character in the text, for error messages.</summary>
    public int Position { get; init; }
}

/// <summary>A text, number, boolean or null that stands in the expression: <c>string</c>, <c>long</c>, <c>double</c>, <c>bool</c> or null.</summary>
internal sealed record LiteralExpression(object? Value) : Expression;

/// <summary><c>[a, b, …]</c></summary>
internal sealed record ListExpression(IReadOnlyList<Expression> Items) : Expression;

/// <summary><c>this.address.city</c>; the segments as written, <c>$</c> included.</summary>
internal sealed record PathExpression(IReadOnlyList<string> Segments) : Expression;

/// <summary><c>-a</c>, <c>+a</c>, <c>!a</c></summary>
internal sealed record UnaryExpression(UnaryOperator Operator, Expression Operand) : Expression;

/// <summary><c>a == b</c> and the other operators with two sides.</summary>
internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary><c>NAME(a, b, …)</c>; the name in upper case, aliases already resolved.</summary>
internal sealed record CallExpression(string Function, IReadOnlyList<Expression> Arguments) : Expression;

internal enum UnaryOperator
{
    Plus,
    Minus,
    Not,
}

internal enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
}
