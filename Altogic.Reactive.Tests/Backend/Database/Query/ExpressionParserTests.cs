using System.Globalization;
using Altogic.Reactive.Backend.Modules.Database.Query;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

internal sealed class ExpressionParserTests
{
    [TestCase("!a == b", "(!a == b)")]
    [TestCase("a || b && c", "(a || (b && c))")]
    [TestCase("a - b - c", "((a - b) - c)")]
    [TestCase("-2 * 3", "(-2 * 3)")]
    [TestCase("a < b == true", "((a < b) == true)")]
    [TestCase("a == b != c", "((a == b) != c)")]
    [TestCase("a / b * c", "((a / b) * c)")]
    [TestCase("a+b*c-d", "((a + (b * c)) - d)")]
    [TestCase("a < b && c >= d || !e", "(((a < b) && (c >= d)) || !e)")]
    [TestCase("(a || b) && c", "((a || b) && c)")]
    [TestCase("--a", "--a")]
    [TestCase("!(a && b)", "!(a && b)")]
    [TestCase("[1, 'x', [], [a.b]]", "[1, \"x\", [], [a.b]]")]
    [TestCase("in([1],this . _id)", "IN([1], this._id)")]
    [TestCase("len(list.$)", "LENGTH(list.$)")]
    [TestCase("$.a", "$.a")]
    [TestCase("2022-05-01", "((2022 - 5) - 1)")]
    [TestCase("\t a\r\n==\u00a0b ", "(a == b)")]
    [TestCase("größe_2 == ж", "(größe_2 == ж)")]
    [TestCase("TRUE && FALSE", "(true && false)")]
    [TestCase("TRUE() || false ( )", "(TRUE() || FALSE())")]
    [TestCase("null == undefined", "(null == null)")]
    [TestCase("this.null.true", "this.null.true")]
    public void Parse_Text_GivesTree(string text, string tree) => Assert.That(ExpressionPrinter.Print(ExpressionParser.Parse(text)), Is.EqualTo(tree));

    [TestCase("134", 134L)]
    [TestCase("56.98", 56.98)]
    [TestCase("007", 7L)]
    [TestCase(".5", .5)]
    [TestCase("1e3", 1000.0)]
    [TestCase("1.5E-2", .015)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("9223372036854775808", 9223372036854775808.0)]
    [TestCase("'a\\'b'", "a'b")]
    [TestCase("\"a'b\"", "a'b")]
    [TestCase("'a\"b'", "a\"b")]
    [TestCase("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", "\"\\/\b\f\n\r\té")]
    [TestCase("'\\x\\uZZ'", "xuZZ")]
    [TestCase("'a\nb'", "a\nb")]
    [TestCase("''", "")]
    public void Parse_Literal_GivesValue(string text, object value) =>
        Assert.That(((LiteralExpression)ExpressionParser.Parse(text)).Value, Is.EqualTo(value).And.TypeOf(value.GetType()));

    [TestCase("", 0)]
    [TestCase("  ", 2)]
    [TestCase("_id = 'x'", 4)]
    [TestCase("_id == 61f0c0", 7)]
    [TestCase("a & b", 2)]
    [TestCase("a | b", 2)]
    [TestCase("a % b", 2)]
    [TestCase("a ^ b", 2)]
    [TestCase("a ? b : c", 2)]
    [TestCase("`a`", 0)]
    [TestCase("email == a@b", 10)]
    [TestCase("a b", 2)]
    [TestCase("a == ", 5)]
    [TestCase("&& a", 0)]
    [TestCase("(a", 2)]
    [TestCase("a)", 1)]
    [TestCase("[1, 2", 5)]
    [TestCase("[1,]", 3)]
    [TestCase("[,1]", 1)]
    [TestCase("IN(a, b", 7)]
    [TestCase("a == 'x", 5)]
    [TestCase("'x\\", 0)]
    [TestCase("a.", 2)]
    [TestCase("a.1", 1)]
    [TestCase("1.", 1)]
    [TestCase("1e", 0)]
    [TestCase("1_000", 0)]
    [TestCase("1e999", 0)]
    [TestCase("a.b(1)", 3)]
    [TestCase("$(1)", 1)]
    [TestCase("a // b", 3)]
    [TestCase("a\u0000", 1)]
    [TestCase("a \ud800", 2)]
    public void Parse_Malformed_NamesPosition(string text, int position)
    {
        var refusal = Refusal(() => ExpressionParser.Parse(text));
        Assert.Multiple(() =>
        {
            Assert.That(refusal.Status, Is.EqualTo(400));
            Assert.That(refusal.Items[0].Code, Is.EqualTo("invalid_expression"));
            Assert.That(PositionOf(refusal), Is.EqualTo(position));
            Assert.That(refusal.Items[0].Details!["expression"]!.GetValue<string>(), Is.EqualTo(text));
        });
    }

    [TestCase("a && STARTWITH(b, 'x')", "STARTWITH", "STARTSWITH")]
    [TestCase("inlcudes(a, 'x') && b", "inlcudes", "INCLUDES")]
    [TestCase("QWERTY(1)", "QWERTY", null)]
    [TestCase("null(1)", "null", null)]
    public void Parse_UnknownFunction_SuggestsNearest(string text, string name, string? suggestion)
    {
        var refusal = Refusal(() => ExpressionParser.Parse(text));
        Assert.That(refusal.Items[0].Code, Is.EqualTo("unknown_function"));
        Assert.That(refusal.Message, Does.Contain(name));
        Assert.That(refusal.Message.Contains("Did you mean", StringComparison.Ordinal), Is.EqualTo(suggestion is not null));
        if (suggestion is not null) Assert.That(refusal.Message, Does.Contain(suggestion));
        Assert.That(PositionOf(refusal), Is.EqualTo(text.IndexOf(name, StringComparison.Ordinal)));
    }

    [TestCase("STARTSWITH(a)", "STARTSWITH(main, search)")]
    [TestCase("INCLUDES(a, b, c, d)", "INCLUDES(main, search, [caseSensitive])")]
    [TestCase("NOW(1)", "NOW()")]
    [TestCase("AND()", "AND(e1, …)")]
    [TestCase("EXISTS()", "EXISTS(e)")]
    public void Parse_WrongArgumentCount_ShowsUsage(string text, string usage)
    {
        var refusal = Refusal(() => ExpressionParser.Parse(text));
        Assert.That(refusal.Items[0].Code, Is.EqualTo("invalid_argument_count"));
        Assert.That(refusal.Message, Does.Contain(usage));
    }

    [Test]
    public void Parse_ArgumentLimit_IsOneHundred()
    {
        static string Call(int count) => $"OR({string.Join(",", Enumerable.Repeat("a", count))})";
        Assert.That(() => ExpressionParser.Parse(Call(100)), Throws.Nothing);
        Assert.That(Refusal(() => ExpressionParser.Parse(Call(101))).Items[0].Code, Is.EqualTo("invalid_argument_count"));
    }

    [TestCase("(", ")")]
    [TestCase("[", "]")]
    [TestCase("NOT(", ")")]
    [TestCase("-", "")]
    [TestCase("a && (", ")")]
    [TestCase("1 + (2 < (", "))")]
    public void Parse_Nesting_HasLimit(string open, string close)
    {
        string Nest(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "a" + string.Concat(Enumerable.Repeat(close, depth));
        Assert.That(() => ExpressionParser.Parse(Nest(50)), Throws.Nothing);
        Assert.That(Refusal(() => ExpressionParser.Parse(Nest(300))).Items[0].Code, Is.EqualTo("invalid_expression"));
        Assert.That(Refusal(() => ExpressionParser.Parse(Nest(5000))).Items[0].Code, Is.EqualTo("invalid_expression"));
    }

    [Test]
    public void Parse_Parentheses_Allows255()
    {
        static string Nest(int depth) => new string('(', depth) + "a" + new string(')', depth);
        Assert.That(() => ExpressionParser.Parse(Nest(255)), Throws.Nothing);
        Assert.That(Refusal(() => ExpressionParser.Parse(Nest(256))).Items[0].Code, Is.EqualTo("invalid_expression"));
    }

    [TestCase("||", "a == 1")]
    [TestCase("&&", "a == 1")]
    public void Parse_ChainOfThousands_StaysShallow(string logical, string term)
    {
        var count = ExpressionParser.MaxBytes / (term.Length + 2) - 1;
        var tree = ExpressionParser.Parse(string.Join(logical, Enumerable.Repeat(term, count)));
        Assert.That(Height(tree), Is.LessThan(20));
        Assert.That(ExpressionEvaluator.IsTrue(tree, Scope("{'a':1}")), Is.True);
    }

    [Test]
    public void Parse_ChainOfSums_IsLimitedLikeNesting()
    {
        static string Sum(int count) => string.Join("+", Enumerable.Repeat("1", count));
        Assert.That(Show(Sum(256)), Is.EqualTo("256"));
        Assert.That(Refusal(() => ExpressionParser.Parse(Sum(257))).Items[0].Code, Is.EqualTo("invalid_expression"));
    }

    [Test]
    public void Parse_TooLong_IsRefused()
    {
        Assert.That(() => ExpressionParser.Parse("'" + new string('x', ExpressionParser.MaxBytes - 2) + "'"), Throws.Nothing);
        Assert.That(Refusal(() => ExpressionParser.Parse("'" + new string('x', ExpressionParser.MaxBytes - 1) + "'")).Items[0].Code, Is.EqualTo("invalid_expression"));
        Assert.That(Refusal(() => ExpressionParser.Parse("'" + new string('é', ExpressionParser.MaxBytes / 2) + "'")).Items[0].Code, Is.EqualTo("invalid_expression"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \t\r\n")]
    public void ParseOrNull_Blank_IsNoFilter(string? text)
    {
        Assert.That(ExpressionParser.ParseOrNull(text), Is.Null);
        Assert.That(ExpressionParser.ParseFilterOrNull(text), Is.Null);
    }

    [TestCase("RAND() > 0.5")]
    [TestCase("a == 1 && [UUID()] == b")]
    [TestCase("-RANDBETWEEN(1, 2)")]
    public void ParseFilterOrNull_Random_IsRefused(string text)
    {
        Assert.That(() => ExpressionParser.Parse(text), Throws.Nothing);
        Assert.That(Refusal(() => ExpressionParser.ParseFilterOrNull(text)).Items[0].Code, Is.EqualTo("invalid_expression"));
    }

    [Test]
    public void Parse_Nodes_KnowTheirPosition()
    {
        var tree = (BinaryExpression)ExpressionParser.Parse("  a.b == IN([1], -x)");
        var call = (CallExpression)tree.Right;
        var positions = new[] { tree, tree.Left, call, call.Arguments[0], call.Arguments[1] }.Select(node => node.Position);
        Assert.That(string.Join(" ", positions), Is.EqualTo("2 2 9 12 17"));
    }

    [Test, SetCulture("tr-TR")]
    public void Parse_TurkishCulture_FindsFunctions()
    {
        Assert.That(CultureInfo.CurrentCulture.Name, Is.EqualTo("tr-TR"));
        Assert.That(Show("includes('TITLE', 'title', false) && in(['i'], 'i') && tolower('I') == 'i' && 1.5 + '' == '1.5'"), Is.EqualTo("true"));
    }

    private static int Height(Expression node) => 1 + ExpressionFacts.Parts(node).Select(Height).DefaultIfEmpty(0).Max();
}
