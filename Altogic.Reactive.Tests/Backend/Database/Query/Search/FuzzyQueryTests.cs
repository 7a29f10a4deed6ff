using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Search;
using FsCheck;
using FsCheck.Fluent;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Search;

internal sealed class FuzzyQueryTests
{
    [TestCase("ab", "ab", true)]
    [TestCase("ab", "ac", false)]
    [TestCase("abc", "abd", true)]
    [TestCase("abc", "ab", true)]
    [TestCase("abc", "abcd", true)]
    [TestCase("abc", "bac", true)]
    [TestCase("abc", "add", false)]
    [TestCase("pasta", "psata", true)]
    [TestCase("pasta", "pizza", false)]
    [TestCase("recipe", "receipt", true)]
    [TestCase("recipe", "receive", true)]
    [TestCase("recipe", "retrieve", false)]
    [TestCase("RECIPE", "old recipes", true)]
    [TestCase("brulee", "Crème brûlée", true)]
    [TestCase("zzzzzz soup", "lentil soup", true)]
    [TestCase("", "soup", false)]
    [TestCase("!", "!", false)]
    [TestCase("soup", "", false)]
    public void IsMatch_Misspelling_IsTolerated(string query, string text, bool expected) =>
        Assert.That(FuzzyQuery.Parse(query).IsMatch(text), Is.EqualTo(expected));

    [TestCase("recipe", "recipe", "recipes")]
    [TestCase("recipe", "recipes", "receipt")]
    [TestCase("lentil soup", "lentil soup", "lentil bread")]
    [TestCase("lentil soup", "lentils soup", "soup")]
    [TestCase("soup", "soup", "soup with bread and butter")]
    public void Score_BetterFit_IsHigher(string query, string better, string worse)
    {
        var parsed = FuzzyQuery.Parse(query);
        Assert.That(parsed.Score(better), Is.GreaterThan(parsed.Score(worse)));
        Assert.That(parsed.Score(worse), Is.GreaterThan(0));
    }

    [TestCase("", "", 0)]
    [TestCase("a", "", 1)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("ca", "ac", 1)]
    [TestCase("abcdef", "badcfe", 3)]
    [TestCase("same", "same", 0)]
    public void Between_Words_CountsEdits(string a, string b, int distance)
    {
        Assert.That(EditDistance.Between(a, b, 9), Is.EqualTo(distance));
        Assert.That(EditDistance.Between(b, a, 9), Is.EqualTo(distance));
        Assert.That(EditDistance.Between(a, b, 0), Is.EqualTo(Math.Min(distance, 1)));
    }

    [Test]
    public void Between_LongWords_LooksAlongTheDiagonalOnly()
    {
        // The full table would have ten thousand million cells, which no test run would wait for.
        var word = new string('a', 100_000);
        Assert.That(EditDistance.Between(word + "b", "b" + word, 2), Is.EqualTo(2));
        Assert.That(EditDistance.Between(word, word, 2), Is.Zero);
    }

    [Test]
    public void IsMatch_LongWords_AreComparedByTheirBeginning()
    {
        var beginning = new string('a', 64);
        var query = FuzzyQuery.Parse(beginning + "bcd");
        Assert.That(query.IsMatch(beginning + "xyz"), Is.True);
        Assert.That(query.IsMatch(beginning), Is.True);
        Assert.That(query.IsMatch(beginning[..60] + "bcdefgh"), Is.False);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Between_AnyWords_IsTheFullDistanceUpToTheBound()
    {
        var words = Gen.Elements('a', 'b', 'c').ListOf().Select(letters => string.Concat(letters.Take(9)));
        return Prop.ForAll(words.ToArbitrary(), words.ToArbitrary(), Gen.Choose(0, 4).ToArbitrary(), (a, b, most) =>
            Assert.That(EditDistance.Between(a, b, most), Is.EqualTo(Math.Min(Full(a, b), most + 1))));
    }

    private static int Full(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var row = 0; row <= a.Length; row++)
        {
            for (var column = 0; column <= b.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    table[row, column] = row + column;
                    continue;
                }

                var cost = a[row - 1] == b[column - 1] ? 0 : 1;
                table[row, column] = Math.Min(Math.Min(table[row - 1, column], table[row, column - 1]) + 1, table[row - 1, column - 1] + cost);
                if (row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1])
                    table[row, column] = Math.Min(table[row, column], table[row - 2, column - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
