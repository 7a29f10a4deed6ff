using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Parsing;

/// <summary>Cuts the text of an expression into tokens (expressions §2).</summary>
internal sealed class ExpressionLexer(string text)
{
    private int _position;

    public Token Next()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position])) _position++;
        if (_position == text.Length) return new Token(TokenKind.End, _position);

        var current = text[_position];
        if (current is '\'' or '"') return ReadText(current);
        if (char.IsAsciiDigit(current) || (current == '.' && char.IsAsciiDigit(Peek(1)))) return ReadNumber();
        if (current == '_' || IsLetterAt(_position)) return ReadIdentifier();
        return ReadSymbol(current);
    }

    private char Peek(int distance) => _position + distance < text.Length ? text[_position + distance] : '\0';

    private Token ReadSymbol(char current)
    {
        var next = Peek(1);
        return (current, next) switch
        {
            ('=', '=') => Take(TokenKind.Equal, 2),
            ('!', '=') => Take(TokenKind.NotEqual, 2),
            ('<', '=') => Take(TokenKind.LessOrEqual, 2),
            ('>', '=') => Take(TokenKind.GreaterOrEqual, 2),
            ('&', '&') => Take(TokenKind.And, 2),
            ('|', '|') => Take(TokenKind.Or, 2),
            ('<', _) => Take(TokenKind.Less, 1),
            ('>', _) => Take(TokenKind.Greater, 1),
            ('!', _) => Take(TokenKind.Not, 1),
            ('+', _) => Take(TokenKind.Plus, 1),
            ('-', _) => Take(TokenKind.Minus, 1),
            ('*', _) => Take(TokenKind.Times, 1),
            ('/', _) => Take(TokenKind.Divide, 1),
            ('(', _) => Take(TokenKind.OpenParenthesis, 1),
            (')', _) => Take(TokenKind.CloseParenthesis, 1),
            ('[', _) => Take(TokenKind.OpenBracket, 1),
            (']', _) => Take(TokenKind.CloseBracket, 1),
            (',', _) => Take(TokenKind.Comma, 1),
            ('.', _) => Take(TokenKind.Dot, 1),
            ('$', _) => Take(TokenKind.Items, 1),
            ('=', _) => throw Error(_position, "A single = is not an operator; use == to compare."),
            ('&', _) => throw Error(_position, "A single & is not an operator; use && for \"and\"."),
            ('|', _) => throw Error(_position, "A single | is not an operator; use || for \"or\"."),
            _ => throw Error(_position, $"The character {Show(_position)} is not allowed here."),
        };
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, _position);
        _position += length;
        return token;
    }

    private Token ReadText(char quote)
    {
        var start = _position++;
        var from = _position;
        StringBuilder? built = null;
        while (_position < text.Length)
        {
            var current = text[_position];
            if (current == quote)
            {
                var tail = text.AsSpan(from, _position - from);
                var value = built is null ? tail.ToString() : built.Append(tail).ToString();
                _position++;
                return new Token(TokenKind.Literal, start, value);
            }

            if (current != '\\')
            {
                _position++;
                continue;
            }

            built = (built ?? new StringBuilder()).Append(text, from, _position - from);
            ReadEscape(built);
            from = _position;
        }

        throw Error(start, "The text that begins here is not closed.");
    }

    private void ReadEscape(StringBuilder built)
    {
        var escape = Peek(1);
        _position = Math.Min(_position + 2, text.Length);
        if (escape == 'u' && _position + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            built.Append((char)code);
            _position += 4;
            return;
        }

        built.Append(escape switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escape });
    }

    private Token ReadNumber()
    {
        var start = _position;
        var isInteger = true;
        SkipDigits();
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            isInteger = false;
            _position++;
            SkipDigits();
        }

        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (Peek(0) is 'e' or 'E' && char.IsAsciiDigit(Peek(1 + sign)))
        {
            isInteger = false;
            _position += 1 + sign;
            SkipDigits();
        }

        if (Peek(0) == '_' || (_position < text.Length && IsLetterAt(_position)))
            throw Error(start, "A number is directly followed by a letter; put an id or a text in quotes.");
        return new Token(TokenKind.Literal, start, ToNumber(start, isInteger));
    }

    private object ToNumber(int start, bool isInteger)
    {
        var digits = text.AsSpan(start, _position - start);
        if (isInteger && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer)) return integer;
        var number = double.Parse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw Error(start, "The number is too large.");
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0))) _position++;
    }

    private Token ReadIdentifier()
    {
        var start = _position;
        while (_position < text.Length && Rune.TryGetRuneAt(text, _position, out var rune) && IsPart(rune)) _position += rune.Utf16SequenceLength;
        return new Token(TokenKind.Identifier, start, text[start.._position]);
    }

    private static bool IsPart(Rune rune) => rune.Value == '_' || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private bool IsLetterAt(int position) => Rune.TryGetRuneAt(text, position, out var rune) && Rune.IsLetter(rune);

    private string Show(int position) =>
        Rune.TryGetRuneAt(text, position, out var rune) && !Rune.IsControl(rune) ? rune.ToString() : $"U+{(int)text[position]:X4}";

    private ApiException Error(int position, string message) => ExpressionErrors.Syntax(text, position, message);
}
