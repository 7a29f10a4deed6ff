using Altogic.Reactive.Backend.Modules.Cache;

namespace Altogic.Reactive.Tests.Backend.Cache;

internal sealed class GlobPatternTests
{
    private const string Alphabet = "ab-]^\\*?[c";

    [TestCase(null, "anything", true)]
    [TestCase("", "anything", true)]
    [TestCase("*", "", true)]
    [TestCase("?", "", false)]
    [TestCase("h?llo", "hello", true)]
    [TestCase("h?llo", "hllo", false)]
    [TestCase("h?llo", "heello", false)]
    [TestCase("h*llo", "hllo", true)]
    [TestCase("h*llo", "heeeello", true)]
    [TestCase("h*llo", "heeeell", false)]
    [TestCase("h[ae]llo", "hallo", true)]
    [TestCase("h[ae]llo", "hillo", false)]
    [TestCase("h[^e]llo", "hallo", true)]
    [TestCase("h[^e]llo", "hello", false)]
    [TestCase("h[a-c]llo", "hbllo", true)]
    [TestCase("h[c-a]llo", "hbllo", true)]
    [TestCase("h[a-c]llo", "hdllo", false)]
    [TestCase("h[a-]llo", "h-llo", true)]
    [TestCase("[]", "]", false)]
    [TestCase("[^]", "x", true)]
    [TestCase("[abc", "b", true)]
    [TestCase("[a\\]]", "]", true)]
    [TestCase("a\\*b", "a*b", true)]
    [TestCase("a\\*b", "axb", false)]
    [TestCase("a\\", "a\\", true)]
    [TestCase("User:*", "user:1", false)]
    [TestCase("user", "user:1", false)]
    [TestCase("ser:*", "user:1", false)]
    [TestCase("?", "😀", true)]
    [TestCase("??", "😀", false)]
    [TestCase("[😀-😅]", "😃", true)]
    [TestCase("[^a]", "😃", true)]
    [TestCase("*é*", "caféx", true)]
    public void Matches_KnownCases(string? pattern, string key, bool expected) => Assert.That(Matches(pattern, key), Is.EqualTo(expected));

    [Test]
    public void Matches_AgreesWithASimpleMatcher()
    {
        var random = new Random(3);
        var matched = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var (pattern, key) = (Text(random, 8), Text(random, 8));
            var expected = pattern.Length == 0 || Simple(pattern, 0, key, 0);
            if (expected) matched++;
            Assert.That(Matches(pattern, key), Is.EqualTo(expected), $"pattern {pattern} key {key}");
        }

        Assert.That(matched, Is.GreaterThan(5_000), "both outcomes are tested");
    }

    [Test]
    public void Matches_PatternsMadeFromKeys_Match()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var key = Text(random, 20);
            Assert.That(Matches(PatternFor(random, key), key), Is.True, key);
        }
    }

    [TestCase("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")]
    [TestCase("*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")]
    [TestCase("*[a-c][a-c][a-c][a-c]*[a-c]z")]
    [TestCase("**********************************b")]
    public void Matches_HostilePatterns_CostAtMostKeyTimesPattern(string pattern)
    {
        var steps = 0L;
        var key = new string('a', 1024);
        Assert.That(GlobPattern.Parse(pattern).Matches(key, ref steps), Is.False);
        Assert.That(steps, Is.LessThanOrEqualTo(2L * (key.Length + 1) * (pattern.Length + 1)));
    }

    [TestCase("user:*", "user:", true)]
    [TestCase("user:1", "user:1", false)]
    [TestCase("us?r*", "us", false)]
    [TestCase("*", "", true)]
    [TestCase("a\\*b*", "a*b", true)]
    [TestCase("**", "", true)]
    public void Prefix_IsTheLiteralBeginning(string pattern, string prefix, bool isPrefixOnly)
    {
        var parsed = GlobPattern.Parse(pattern);
        Assert.That((parsed.Prefix, parsed.IsPrefixOnly), Is.EqualTo((prefix, isPrefixOnly)));
    }

    private static bool Matches(string? pattern, string key)
    {
        var steps = 0L;
        return GlobPattern.Parse(pattern).Matches(key, ref steps);
    }

    private static string Text(Random random, int longest) => new([.. Enumerable.Range(0, random.Next(longest + 1)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

    private static string PatternFor(Random random, string key)
    {
        var pattern = "";
        for (var i = 0; i < key.Length; i++)
        {
            pattern += random.Next(5) switch
            {
                0 => "?",
                1 => "*",
                2 => "[^\u0001]",
                3 => "[\\" + key[i] + "]",
                _ => "\\" + key[i],
            };
        }

        return pattern + (random.Next(2) == 0 ? "*" : "");
    }

    /// <summary>The rules written down as plainly as they can be, whatever it costs.</summary>
    private static bool Simple(string pattern, int at, string key, int from)
    {
        if (at == pattern.Length) return from == key.Length;
        if (pattern[at] == '*') return Simple(pattern, at + 1, key, from) || (from < key.Length && Simple(pattern, at, key, from + 1));
        if (from == key.Length) return false;
        if (pattern[at] == '?') return Simple(pattern, at + 1, key, from + 1);
        if (pattern[at] == '[') return SimpleClass(pattern, at + 1, key, from);
        if (pattern[at] == '\\' && at + 1 < pattern.Length) at++;
        return pattern[at] == key[from] && Simple(pattern, at + 1, key, from + 1);
    }

    private static bool SimpleClass(string pattern, int at, string key, int from)
    {
        var negated = at < pattern.Length && pattern[at] == '^';
        if (negated) at++;
        var members = new HashSet<char>();
        while (at < pattern.Length && pattern[at] != ']')
        {
            var first = Member(pattern, ref at);
            var last = first;
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                at++;
                last = Member(pattern, ref at);
            }

            for (var c = Math.Min(first, last); c <= Math.Max(first, last); c++) members.Add((char)c);
        }

        return members.Contains(key[from]) != negated && Simple(pattern, Math.Min(at + 1, pattern.Length), key, from + 1);
    }

    private static int Member(string pattern, ref int at)
    {
        if (pattern[at] == '\\' && at + 1 < pattern.Length) at++;
        return pattern[at++];
    }
}
