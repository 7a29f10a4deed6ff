using System.Text;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>
/// A pattern of keys: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[^abc]</c>, <c>[a-c]</c>, and <c>\</c> before a character meant as it
/// is. It covers the whole key and compares code points as they are. A class without its end reaches to the end of the pattern.
/// The work is at most the length of the key times that of the pattern.
/// </summary>
internal sealed class GlobPattern
{
    private readonly Part[] _parts;

    private GlobPattern(Part[] parts)
    {
        _parts = parts;
        var literals = _parts.TakeWhile(part => part.Kind == PartKind.Literal).ToArray();
        Prefix = string.Concat(literals.Select(part => new Rune(part.Ranges[0].First).ToString()));
        IsPrefixOnly = parts.Length == literals.Length + 1 && parts[^1].Kind == PartKind.Any;
    }

    private enum PartKind
    {
        Literal,
        One,
        Any,
        Class,
    }

    /// <summary>What every matching key starts with.</summary>
    public string Prefix { get; }

    /// <summary>Whether every key with the prefix matches.</summary>
    public bool IsPrefixOnly { get; }

    /// <param name="text">The pattern; null or empty matches every key.</param>
    public static GlobPattern Parse(string? text)
    {
        var parts = new List<Part>();
        var runes = new Queue<Rune>((string.IsNullOrEmpty(text) ? "*" : text).EnumerateRunes());
        while (runes.TryDequeue(out var rune))
        {
            var part = rune.Value switch
            {
                '*' => new Part(PartKind.Any, false, []),
                '?' => new Part(PartKind.One, false, []),
                '[' => Class(runes),
                '\\' when runes.TryDequeue(out var escaped) => Literal(escaped),
                _ => Literal(rune),
            };
            if (part.Kind != PartKind.Any || parts.Count == 0 || parts[^1].Kind != PartKind.Any) parts.Add(part);
        }

        return new GlobPattern([.. parts]);
    }

    /// <summary>Whether the key matches.</summary>
    /// <param name="key">A key.</param>
    /// <param name="steps">Grows by the work done.</param>
    public bool Matches(string key, ref long steps)
    {
        if (IsPrefixOnly) return key.StartsWith(Prefix, StringComparison.Ordinal);
        Span<int> buffer = key.Length <= 1024 ? stackalloc int[key.Length] : new int[key.Length];
        var length = 0;
        foreach (var rune in key.EnumerateRunes()) buffer[length++] = rune.Value;
        return Matches(buffer[..length], ref steps);
    }

    // One place to go back to is enough: what a later star takes never has to be given back to an earlier one.
    private bool Matches(ReadOnlySpan<int> key, ref long steps)
    {
        var (part, at, star, restart) = (0, 0, -1, 0);
        while (at < key.Length)
        {
            steps += part < _parts.Length ? 1 + _parts[part].Ranges.Length : 1;
            if (part < _parts.Length && _parts[part].Kind == PartKind.Any)
            {
                star = part++;
                restart = at;
            }
            else if (part < _parts.Length && _parts[part].Takes(key[at]))
            {
                part++;
                at++;
            }
            else if (star >= 0)
            {
                part = star + 1;
                at = ++restart;
            }
            else
            {
                return false;
            }
        }

        return part == _parts.Length || (part == _parts.Length - 1 && _parts[part].Kind == PartKind.Any);
    }

    private static Part Literal(Rune rune) => new(PartKind.Literal, false, [(rune.Value, rune.Value)]);

    private static Part Class(Queue<Rune> runes)
    {
        var isNegated = runes.TryPeek(out var first) && first.Value == '^';
        if (isNegated) runes.Dequeue();
        var ranges = new List<(int First, int Last)>();
        while (runes.TryDequeue(out var rune) && rune.Value != ']')
        {
            var from = Escaped(rune, runes);
            var to = from;
            if (runes.TryPeek(out var dash) && dash.Value == '-' && runes.Skip(1).Any() && runes.Skip(1).First().Value != ']')
            {
                runes.Dequeue();
                to = Escaped(runes.Dequeue(), runes);
            }

            ranges.Add((Math.Min(from, to), Math.Max(from, to)));
        }

        return new Part(PartKind.Class, isNegated, [.. ranges]);
    }

    private static int Escaped(Rune rune, Queue<Rune> runes) => rune.Value == '\\' && runes.TryDequeue(out var next) ? next.Value : rune.Value;

    private readonly record struct Part(PartKind Kind, bool IsNegated, (int First, int Last)[] Ranges)
    {
        public bool Takes(int codePoint)
        {
            if (Kind == PartKind.One) return true;
            foreach (var (first, last) in Ranges)
                if (codePoint >= first && codePoint <= last) return !IsNegated;
            return IsNegated;
        }
    }
}
