using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A token of the expression language with its meaning: text is unescaped, numbers are as written.</summary>
internal sealed record ExpressionToken(ExpressionTokenKind Kind, string Value)
{
    public override string ToString() => $"{Kind}({Value})";
}

internal enum ExpressionTokenKind
{
    Name,
    Number,
    Text,
    Symbol,
}

/// <summary>Splits expressions by expressions §2, written from the document alone so that it shares no mistake with the product.</summary>
internal static class ExpressionLexer
{
    private static readonly string[] Symbols = ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "!", "(", ")", "[", "]", ",", ".", "$"];

    public static IReadOnlyList<ExpressionToken> Read(string expression)
    {
        var tokens = new List<ExpressionToken>();
        var at = 0;
        while (at < expression.Length)
        {
            if (expression[at] is ' ' or '\t' or '\r' or '\n') at++;
            else if (expression[at] is '\'' or '"') tokens.Add(new(ExpressionTokenKind.Text, ReadText(expression, ref at)));
            else if (char.IsAsciiDigit(expression[at])) tokens.Add(new(ExpressionTokenKind.Number, ReadNumber(expression, ref at)));
            else if (IsNameStart(expression[at])) tokens.Add(new(ExpressionTokenKind.Name, ReadName(expression, ref at)));
            else tokens.Add(new(ExpressionTokenKind.Symbol, ReadSymbol(expression, ref at)));
        }

        return tokens;
    }

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    private static string ReadName(string expression, ref int at)
    {
        var start = at;
        while (at < expression.Length && (expression[at] == '_' || char.IsLetterOrDigit(expression[at]))) at++;
        return expression[start..at];
    }

    private static string ReadNumber(string expression, ref int at)
    {
        var start = at;
        while (at < expression.Length && (char.IsAsciiDigit(expression[at]) || expression[at] == '.')) at++;
        if (at < expression.Length && expression[at] is 'e' or 'E')
        {
            at++;
            if (at < expression.Length && expression[at] is '+' or '-') at++;
            while (at < expression.Length && char.IsAsciiDigit(expression[at])) at++;
        }

        if (at < expression.Length && IsNameStart(expression[at])) throw new FormatException($"A letter follows a number at {at}.");
        return expression[start..at];
    }

    private static string ReadSymbol(string expression, ref int at)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(expression, at, symbol, 0, symbol.Length) != 0) continue;
            at += symbol.Length;
            return symbol;
        }

        throw new FormatException($"Unknown character '{expression[at]}' at {at}.");
    }

    private static string ReadText(string expression, ref int at)
    {
        var quote = expression[at++];
        var text = new StringBuilder();
        while (at < expression.Length)
        {
            var c = expression[at++];
            if (c == quote) return text.ToString();
            text.Append(c == '\\' ? ReadEscape(expression, ref at) : c);
        }

        throw new FormatException("A text is not closed.");
    }

    private static char ReadEscape(string expression, ref int at)
    {
        if (at == expression.Length) throw new FormatException("A text ends within an escape.");
        var c = expression[at++];
        switch (c)
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u':
                var code = int.Parse(expression.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                at += 4;
                return (char)code;
            default: return c;
        }
    }
}
