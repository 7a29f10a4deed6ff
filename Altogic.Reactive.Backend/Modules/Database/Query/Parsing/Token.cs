namespace Altogic.Reactive.Backend.Modules.Database.Query.Parsing;

internal enum TokenKind
{
    End,
    Literal,
    Identifier,
    Items,
    Dot,
    Comma,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Not,
    Plus,
    Minus,
    Times,
    Divide,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
}

/// <summary>A token; the value is that of a literal or the name of an identifier.</summary>
internal readonly record struct Token(TokenKind Kind, int Position, object? Value = null);
