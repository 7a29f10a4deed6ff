using System.Text.RegularExpressions;
using Altogic.Reactive.Backend.Modules.Database.Query.Plans;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Patterns (expressions §8.3): without back-tracking where the pattern allows it, and always with a limit of time and size.</summary>
internal static class RegexFunctions
{
    private const int LongestPattern = 1000;
    private const int LongestText = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("REGEXMATCH(text, pattern, [flags])", arguments => new RegexNode(arguments, flags: 2, (regex, text, _) => Value.Of(regex.IsMatch(text)))),
        new("REGEXFIND(text, pattern, [flags])", arguments => new RegexNode(arguments, flags: 2, (regex, text, _) => Find(regex, text))),
        new("REGEXREPLACE(text, pattern, new, [flags])", arguments => new RegexNode(arguments, flags: 3, Replace)),
    ];

    private static Value Find(Regex regex, string text)
    {
        var match = regex.Match(text);
        return match.Success ? Value.Of(match.Value) : Value.Null;
    }

    private static Value Replace(Regex regex, string text, Value with)
    {
        if (with.Kind != ValueKind.Text) return Value.Null;
        var replacement = with.Text;
        var length = text.Length + (long)regex.Count(text) * replacement.Length;
        return length > Value.MaxSize ? Value.Null : Value.Of(regex.Replace(text, _ => replacement));
    }

    private static Regex? Make(string pattern, string flags)
    {
        if (pattern.Length > LongestPattern) return null;
        var options = RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            if (flag is not ('i' or 'm' or 's')) return null;
            options |= flag switch { 'i' => RegexOptions.IgnoreCase, 'm' => RegexOptions.Multiline, _ => RegexOptions.Singleline };
        }

        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, Patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private sealed class RegexNode(Node[] parts, int flags, Func<Regex, string, Value, Value> body) : CompositeNode(parts)
    {
        private Known? _known;

        public override Value Evaluate(EvaluationScope scope, in Value item)
        {
            var text = Parts[0].Evaluate(scope, item);
            var pattern = Parts[1].Evaluate(scope, item);
            var with = flags > 2 ? Parts[2].Evaluate(scope, item) : Value.Missing;
            var options = Parts.Length > flags ? Parts[flags].Evaluate(scope, item) : Value.Of("");
            if (text.Kind != ValueKind.Text || pattern.Kind != ValueKind.Text || options.Kind != ValueKind.Text) return Value.Null;

            scope.SpendOn(text);
            scope.Guard?.ThrowIfOver();
            var regex = Remember(pattern.Text, options.Text);
            var subject = text.Text;
            if (regex is null || subject.Length > LongestText) return Value.Null;
            try
            {
                return body(regex, subject, with);
            }
            catch (RegexMatchTimeoutException)
            {
                throw ExpressionErrors.TooExpensive();
            }
        }

        private Regex? Remember(string pattern, string options)
        {
            var known = _known;
            if (known is null || known.Pattern != pattern || known.Options != options)
                _known = known = new Known(pattern, options, Make(pattern, options));
            return known.Regex;
        }

        private sealed record Known(string Pattern, string Options, Regex? Regex);
    }
}
