using System.Text;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>An expression with holes: text of its author, fragments to trust, and values to quote.</summary>
internal sealed class ExpressionTemplate(int literalLength, int holes)
{
    private const int TypicalLiteralLength = 16;

    private readonly List<Part> _parts = new((2 * holes) + 1);

    private enum PartKind
    {
        Authored,
        Raw,
        Value,
    }

    public void AddAuthored(string text) => _parts.Add(new Part(PartKind.Authored, text));

    public void AddRaw(string text) => _parts.Add(new Part(PartKind.Raw, text));

    public void AddValue(object? value) => _parts.Add(new Part(PartKind.Value, value));

    /// <summary>Fills the holes.</summary>
    /// <exception cref="ArgumentException">A hole stands where no value can stand, or a value has no literal.</exception>
    public string Render(LiteralWriter literals)
    {
        var builder = new StringBuilder(literalLength + (holes * TypicalLiteralLength));
        var quotes = new QuoteTracker();
        var followsLiteral = false;
        foreach (var part in _parts)
        {
            if (part.Kind == PartKind.Value)
            {
                AppendValue(builder, ref quotes, followsLiteral, part.Content, literals);
                followsLiteral = !quotes.InsideText;
            }
            else
            {
                if (part.Kind == PartKind.Raw && quotes.InsideText)
                    throw new ArgumentException("A raw fragment cannot stand inside quotes.");
                var text = (string)part.Content!;
                if (followsLiteral) RequireBoundary(text.Length > 0 ? text[0] : ' ');
                followsLiteral &= text.Length == 0;
                quotes.Read(text);
                builder.Append(text);
            }
        }

        if (quotes.InsideText) throw new ArgumentException($"The quote {quotes.Delimiter} is never closed in: {builder}");
        return builder.ToString();
    }

    private static void AppendValue(
        StringBuilder builder, ref QuoteTracker quotes, bool followsLiteral, object? value, LiteralWriter literals)
    {
        if (quotes.InsideText)
        {
            if (quotes.IsEscaping)
                throw new ArgumentException("A value cannot follow a back-slash inside quotes; write \\\\ for a back-slash.");
            TextLiteral.Escape(builder, literals.WriteAsText(value), quotes.Delimiter);
            return;
        }

        if (followsLiteral) RequireBoundary('0');
        RequireBoundary(builder.Length > 0 ? builder[builder.Length - 1] : ' ');
        var literal = literals.Write(value);
        builder.Append(literal[0] == '-' && FollowsOperator(builder) ? "(" + literal + ")" : literal);
    }

    // A value is one literal of its own; glued to a name or a number it would silently become part of that.
    private static void RequireBoundary(char neighbour)
    {
        if (FieldPath.IsIdentifierPart(neighbour) || neighbour is '.' or '$' or '\'' or '"')
            throw new ArgumentException(
                $"A value stands directly next to '{neighbour}'. Separate them; for the name of a field use FilterExpression.Field(name).");
    }

    private static bool FollowsOperator(StringBuilder builder)
    {
        for (var i = builder.Length - 1; i >= 0; i--)
            if (!char.IsWhiteSpace(builder[i])) return builder[i] is '-' or '+' or '*' or '/' or '!';
        return false;
    }

    private readonly struct Part(PartKind kind, object? content)
    {
        public PartKind Kind { get; } = kind;

        public object? Content { get; } = content;
    }
}
