using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query.Functions;
using Altogic.Reactive.Backend.Modules.Database.Query.Parsing;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>
/// Turns text into a tree (expressions §3). No tree is deeper than <see cref="MaxDepth"/>, however long the text: chains
/// of <c>&amp;&amp;</c> and <c>||</c> come out balanced, which changes neither their order nor their result. What walks
/// a tree may therefore call itself.
/// </summary>
internal sealed class ExpressionParser
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxDepth = 256;

    private readonly string _text;
    private readonly ExpressionLexer _lexer;
    private Token _current;

    private ExpressionParser(string text)
    {
        _text = text;
        _lexer = new ExpressionLexer(text);
    }

    /// <summary>The tree of an expression; a blank text is an error.</summary>
    public static Expression Parse(string text)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
            throw ExpressionErrors.Syntax(text, MaxBytes, $"An expression may be {MaxBytes / 1024} KiB long.");
        return new ExpressionParser(text).ParseAll();
    }

    /// <summary>The tree of an expression, or null for a blank text, which means "no filter".</summary>
    public static Expression? ParseOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : Parse(text);

    /// <summary>As <see cref="ParseOrNull"/>, for places that see many objects: refuses functions that give another value each time.</summary>
    public static Expression? ParseFilterOrNull(string? text)
    {
        var expression = ParseOrNull(text);
        return expression is null ? null : ExpressionFacts.EnsureRepeatable(expression);
    }

    private Expression ParseAll()
    {
        Advance();
        if (_current.Kind == TokenKind.End) throw Error("The expression is empty.");
        var parsed = ParseBinary(OperatorTable.Lowest, 1);
        if (_current.Kind == TokenKind.End) return parsed.Node;
        throw Error(_current.Kind == TokenKind.CloseParenthesis ? "There is no opening parenthesis for this one." : "An operator is missing here.");
    }

    private Parsed ParseBinary(int lowest, int depth)
    {
        var left = ParseUnary(depth);
        while (OperatorTable.TryGet(_current.Kind, out var binary, out var precedence) && precedence >= lowest)
        {
            if (binary is BinaryOperator.And or BinaryOperator.Or)
            {
                left = ParseChain(left, binary, precedence, depth);
                continue;
            }

            Advance();
            left = Combine(binary, left, ParseBinary(precedence + 1, depth + 1));
        }

        return left;
    }

    private Parsed ParseChain(Parsed first, BinaryOperator logical, int precedence, int depth)
    {
        var operands = new List<Parsed> { first };
        while (OperatorTable.TryGet(_current.Kind, out var next, out _) && next == logical)
        {
            Advance();
            operands.Add(ParseBinary(precedence + 1, depth + 1));
        }

        return Balance(logical, operands, 0, operands.Count);
    }

    private Parsed Balance(BinaryOperator logical, List<Parsed> operands, int from, int to)
    {
        if (to - from == 1) return operands[from];
        var middle = from + (to - from + 1) / 2;
        return Combine(logical, Balance(logical, operands, from, middle), Balance(logical, operands, middle, to));
    }

    private Parsed ParseUnary(int depth)
    {
        if (OperatorTable.ToUnary(_current.Kind) is not { } unary) return ParsePrimary(depth);
        var position = _current.Position;
        CheckDepth(depth);
        Advance();
        var operand = ParseUnary(depth + 1);
        return Check(new Parsed(new UnaryExpression(unary, operand.Node) { Position = position }, operand.Height + 1));
    }

    private Parsed ParsePrimary(int depth)
    {
        CheckDepth(depth);
        var token = _current;
        switch (token.Kind)
        {
            case TokenKind.Literal:
                Advance();
                return Leaf(new LiteralExpression(token.Value), token);
            case TokenKind.OpenParenthesis:
                Advance();
                var inner = ParseBinary(OperatorTable.Lowest, depth + 1);
                Expect(TokenKind.CloseParenthesis, "A closing parenthesis is missing.");
                return inner;
            case TokenKind.OpenBracket:
                Advance();
                var (items, height) = ParseItems(TokenKind.CloseBracket, "A closing bracket is missing.", depth);
                return Check(new Parsed(new ListExpression(items) { Position = token.Position }, height + 1));
            case TokenKind.Identifier or TokenKind.Items:
                return ParseName(token, depth);
            case TokenKind.End:
                throw Error("The expression ends too early; a value is missing.");
            default:
                throw Error("A value is missing here.");
        }
    }

    private Parsed ParseName(Token token, int depth)
    {
        Advance();
        if (_current.Kind == TokenKind.OpenParenthesis && token.Kind == TokenKind.Identifier) return ParseCall(token, depth);
        if (Keyword(token) is { } literal) return Leaf(literal, token);

        var segments = new List<string> { NameOf(token) };
        while (_current.Kind == TokenKind.Dot)
        {
            Advance();
            if (_current.Kind is not (TokenKind.Identifier or TokenKind.Items)) throw Error("A field name is missing after the dot.");
            segments.Add(NameOf(_current));
            Advance();
        }

        return Leaf(new PathExpression(segments.ToArray()), token);
    }

    private Parsed ParseCall(Token name, int depth)
    {
        var function = FunctionLibrary.Find((string)name.Value!);
        if (function is null) throw UnknownFunction(name);
        Advance();
        var (arguments, height) = ParseItems(TokenKind.CloseParenthesis, "A closing parenthesis is missing.", depth);
        if (arguments.Length < function.MinArguments || arguments.Length > function.MaxArguments)
            throw ExpressionErrors.ArgumentCount(_text, name.Position, function.Usage, arguments.Length);
        return Check(new Parsed(new CallExpression(function.Name, arguments) { Position = name.Position }, height + 1));
    }

    private (Expression[] Items, int Height) ParseItems(TokenKind close, string missing, int depth)
    {
        var items = new List<Expression>();
        var height = 0;
        while (_current.Kind != close || items.Count > 0)
        {
            var item = ParseBinary(OperatorTable.Lowest, depth + 1);
            items.Add(item.Node);
            height = Math.Max(height, item.Height);
            if (_current.Kind != TokenKind.Comma) break;
            Advance();
        }

        Expect(close, missing);
        return ([.. items], height);
    }

    private static LiteralExpression? Keyword(Token token) => token.Value switch
    {
        "true" or "TRUE" => new LiteralExpression(true),
        "false" or "FALSE" => new LiteralExpression(false),
        "null" or "undefined" => new LiteralExpression(null),
        _ => null,
    };

    private static string NameOf(Token token) => token.Kind == TokenKind.Items ? "$" : (string)token.Value!;

    private static Parsed Leaf(Expression node, Token token) => new(node with { Position = token.Position }, 1);

    private Parsed Combine(BinaryOperator binary, Parsed left, Parsed right)
    {
        var node = new BinaryExpression(binary, left.Node, right.Node) { Position = left.Node.Position };
        return Check(new Parsed(node, Math.Max(left.Height, right.Height) + 1));
    }

    private Parsed Check(Parsed parsed)
    {
        CheckDepth(parsed.Height);
        return parsed;
    }

    private void CheckDepth(int depth)
    {
        if (depth > MaxDepth) throw Error($"The expression is nested more than {MaxDepth} levels deep.");
    }

    private void Expect(TokenKind kind, string message)
    {
        if (_current.Kind != kind) throw Error(message);
        Advance();
    }

    private void Advance() => _current = _lexer.Next();

    private ApiException Error(string message) => ExpressionErrors.Syntax(_text, _current.Position, message);

    private ApiException UnknownFunction(Token name) =>
        ExpressionErrors.UnknownFunction(_text, name.Position, (string)name.Value!, FunctionLibrary.Suggest((string)name.Value!));

    /// <summary>A node and the height of its tree.</summary>
    private readonly record struct Parsed(Expression Node, int Height);
}
