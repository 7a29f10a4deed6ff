using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

internal sealed class ExpressionEvaluatorTests
{
    private const string Id = "61f0c0ffee00000000000a01";

    [TestCase("false", false)]
    [TestCase("0", false)]
    [TestCase("0.0", false)]
    [TestCase("null", false)]
    [TestCase("nothing", false)]
    [TestCase("''", false)]
    [TestCase("true", true)]
    [TestCase("-1", true)]
    [TestCase("0.1", true)]
    [TestCase("'0'", true)]
    [TestCase("'false'", true)]
    [TestCase("[]", true)]
    [TestCase("[0]", true)]
    [TestCase("this", true)]
    [TestCase("NOW()", true)]
    [TestCase("empty", false)]
    [TestCase("escaped", true)]
    public void IsTrue_Value_FollowsTruthTable(string expression, bool expected)
    {
        const string Document = """{"empty":"","escaped":"\u0000"}""";
        var scope = new EvaluationScope { Model = NoSchema, This = System.Text.Json.JsonElement.Parse(Document), Now = Now };
        Assert.That(ExpressionEvaluator.IsTrue(ExpressionParser.Parse(expression), scope), Is.EqualTo(expected));
        Assert.That(ExpressionEvaluator.IsTrue(ExpressionParser.Parse($"!({expression})"), scope), Is.EqualTo(!expected));
    }

    [TestCase("1 && 'x'", "true")]
    [TestCase("0 || ''", "false")]
    [TestCase("5 || 1", "true")]
    [TestCase("!5", "false")]
    [TestCase("nothing && true", "false")]
    [TestCase("false && ACOS(9)", "false")]
    [TestCase("true || ACOS(9)", "true")]
    [TestCase("!missing", "true")]
    public void Evaluate_LogicalOperator_GivesBoolean(string expression, string expected) => Assert.That(Show(expression), Is.EqualTo(expected));

    [TestCase("1 + 2", "3")]
    [TestCase("1 + 0.5", "1.5")]
    [TestCase("true + true", "2")]
    [TestCase("'a' + 1", "\"a1\"")]
    [TestCase("1 + 'a'", "\"1a\"")]
    [TestCase("'a' + true", "\"atrue\"")]
    [TestCase("'a' + nothing", "\"a\"")]
    [TestCase("null + 'a'", "\"a\"")]
    [TestCase("'a' + 0.5", "\"a0.5\"")]
    [TestCase("'a' + 1e21", "\"a1e+21\"")]
    [TestCase("'a' + 1e20", "\"a100000000000000000000\"")]
    [TestCase("'' + 0.000001", "\"0.000001\"")]
    [TestCase("'' + 0.0000001", "\"1e-7\"")]
    [TestCase("'' + 0.1 * 3", "\"0.30000000000000004\"")]
    [TestCase("'a' + [1, 'x']", "\"a[1,\\\"x\\\"]\"")]
    [TestCase("1 + null", "null")]
    [TestCase("nothing + 1", "null")]
    [TestCase("nothing + nothing", "null")]
    [TestCase("[1] + [2]", "[1,2]")]
    [TestCase("[1] + 2", "null")]
    [TestCase("[1] + null", "null")]
    [TestCase("this + 1", "null")]
    [TestCase("DATE(2022, 1, 1) + 1000", "\"2022-01-01T00:00:01.000Z\"")]
    [TestCase("1000 + DATE(2022, 1, 1)", "\"2022-01-01T00:00:01.000Z\"")]
    [TestCase("DATE(2022, 1, 1) + DATE(2022, 1, 1)", "null")]
    [TestCase("DATE(2022, 1, 1) + null", "null")]
    [TestCase("'at ' + DATE(2022, 1, 1)", "\"at 2022-01-01T00:00:00.000Z\"")]
    [TestCase("9223372036854775807 + 1", "9223372036854776000")]
    [TestCase("9007199254740993 + 0", "9007199254740993")]
    [TestCase("1e308 + 1e308", "null")]
    public void Evaluate_Plus_AddsOrJoins(string expression, string expected) => Assert.That(Show(expression), Is.EqualTo(expected));

    [TestCase("10 - 4.5", "5.5")]
    [TestCase("'10' - '4'", "6")]
    [TestCase("'10.5' * 2", "21")]
    [TestCase("'x' - 1", "null")]
    [TestCase("'' - 1", "null")]
    [TestCase("'Infinity' * 1", "null")]
    [TestCase("true * 3", "3")]
    [TestCase("null * 3", "null")]
    [TestCase("nothing / 2", "null")]
    [TestCase("7 / 2", "3.5")]
    [TestCase("6 / 3", "2")]
    [TestCase("1 / 0", "null")]
    [TestCase("0.0 / 0", "null")]
    [TestCase("[1] - 1", "null")]
    [TestCase("-'5'", "-5")]
    [TestCase("+'5.5'", "5.5")]
    [TestCase("+'x'", "null")]
    [TestCase("-true", "-1")]
    [TestCase("-null", "null")]
    [TestCase("-NOW()", "null")]
    [TestCase("-0.0", "0")]
    [TestCase("0 - 9223372036854775807 - 1", "-9223372036854775808")]
    [TestCase("-(0 - 9223372036854775807 - 1)", "9223372036854776000")]
    [TestCase("(0 - 9223372036854775807 - 1) / -1", "9223372036854776000")]
    [TestCase("4611686018427387904 * 2", "9223372036854776000")]
    [TestCase("4611686018427387904 * -2", "-9223372036854775808")]
    [TestCase("DATE(2022, 1, 2) - DATE(2022, 1, 1)", "86400000")]
    [TestCase("DATE(2022, 1, 2) - 86400000", "\"2022-01-01T00:00:00.000Z\"")]
    [TestCase("DATE(2022, 1, 2) - '2022-01-01'", "86400000")]
    [TestCase("'2022-01-02' - DATE(2022, 1, 1)", "86400000")]
    [TestCase("5 - DATE(2022, 1, 1)", "null")]
    [TestCase("DATE(9999, 12, 31) + 86400000", "null")]
    [TestCase("DATE(2022, 1, 1) * 2", "null")]
    public void Evaluate_Arithmetic_CalculatesOrGivesNull(string expression, string expected) => Assert.That(Show(expression), Is.EqualTo(expected));

    [TestCase("1 == 1.0", true)]
    [TestCase("'a' == 'A'", false)]
    [TestCase("'a' == \"a\"", true)]
    [TestCase("1 == '1'", false)]
    [TestCase("true == 1", true)]
    [TestCase("false == 0.0", true)]
    [TestCase("true == 2", false)]
    [TestCase("true == 'true'", false)]
    [TestCase("null == nothing", true)]
    [TestCase("null == 0", false)]
    [TestCase("nothing == ''", false)]
    [TestCase("nothing == false", false)]
    [TestCase("[1, 2] == [1.0, 2]", true)]
    [TestCase("[1, 2] == [2, 1]", false)]
    [TestCase("[1] == 1", false)]
    [TestCase("[] == []", true)]
    [TestCase("[] == null", false)]
    [TestCase("list == ['a', 'b']", true)]
    [TestCase("'61F0C0FFEE00000000000A01' == '61f0c0ffee00000000000a01'", true)]
    [TestCase("'61F0C0FFEE00000000000A0Z' == '61f0c0ffee00000000000a0z'", false)]
    [TestCase("DATE(2022, 1, 1) == '2022-01-01'", true)]
    [TestCase("'2022-01-01T02:00:00+02:00' == DATE(2022, 1, 1)", true)]
    [TestCase("DATE(2022, 1, 1) == 'soon'", false)]
    [TestCase("DATE(2022, 1, 1) == 1640995200000", true)]
    [TestCase("DATE(2022, 1, 1) == true", false)]
    [TestCase("'2022-01-01' == '2022-01-01T00:00:00Z'", false)]
    [TestCase("9007199254740993 == 9007199254740992.0", false)]
    [TestCase("ref == '61f0c0ffee00000000000a01'", true)]
    [TestCase("'61F0C0FFEE00000000000a01' == ref", true)]
    [TestCase("ref == ref", true)]
    [TestCase("ref == other", true)]
    [TestCase("plain == plain", true)]
    [TestCase("plain == same", true)]
    [TestCase("plain == ref", false)]
    [TestCase("plain == 'x'", false)]
    [TestCase("tricky == 'it\\'s \"é\"'", true)]
    public void IsTrue_Equality_FollowsTable(string expression, bool expected)
    {
        var document = $$"""
            {"list":["a","b"],"ref":{"_id":"{{Id}}","a":1},"other":{"_id":"{{Id}}"},"plain":{"a":1,"b":[2]},"same":{"b":[2.0],"a":1},
             "tricky":"it's \"\u00e9\""}
            """;
        var scope = new EvaluationScope { Model = NoSchema, This = System.Text.Json.JsonElement.Parse(document), Now = Now };
        Assert.That(ExpressionEvaluator.IsTrue(ExpressionParser.Parse(expression), scope), Is.EqualTo(expected));
        Assert.That(ExpressionEvaluator.IsTrue(ExpressionParser.Parse(expression.Replace("==", "!=", StringComparison.Ordinal)), scope), Is.EqualTo(!expected));
    }

    [TestCase("1 < 2", true)]
    [TestCase("2 <= 2.0", true)]
    [TestCase("'a' < 'b'", true)]
    [TestCase("'B' < 'a'", true)]
    [TestCase("'' < 'a'", true)]
    [TestCase("'10' < '9'", true)]
    [TestCase("'\\uFFFD' < '\\uD83D\\uDE00'", true)]
    [TestCase("false < true", true)]
    [TestCase("true < 2", false)]
    [TestCase("1 < '2'", false)]
    [TestCase("1 >= '0'", false)]
    [TestCase("null < 1", false)]
    [TestCase("null >= null", false)]
    [TestCase("nothing <= 5", false)]
    [TestCase("5 > nothing", false)]
    [TestCase("[1] < [2]", false)]
    [TestCase("DATE(2022, 1, 1) < '2022-01-02'", true)]
    [TestCase("'2022-01-02T00:00' > DATE(2022, 1, 1)", true)]
    [TestCase("DATE(2022, 1, 1) < 'soon'", false)]
    [TestCase("DATE(2022, 1, 1) >= 'soon'", false)]
    [TestCase("DATE(2022, 1, 1) > 2016", true)]
    [TestCase("2016 < DATE(2022, 1, 1)", true)]
    [TestCase("DATE(2022, 1, 1) > true", false)]
    [TestCase("(2 > 1) == true", true)]
    [TestCase("9007199254740993 > 9007199254740992.0", true)]
    [TestCase("9223372036854775807 < 1e19", true)]
    [TestCase("-1e19 < 1", true)]
    public void IsTrue_Ordering_ComparesLikeTypes(string expression, bool expected) => Assert.That(IsTrue(expression), Is.EqualTo(expected));

    [Test]
    public void Evaluate_Now_FollowsEachRequest()
    {
        var expression = ExpressionParser.Parse("DATEADD(NOW(), 1, 'hour')");
        string At(DateTimeOffset now) => Show(ExpressionEvaluator.Evaluate(expression, new EvaluationScope { Model = NoSchema, Now = now }));
        Assert.That(At(Now), Is.EqualTo("\"2023-01-15T09:30:00.000Z\""));
        Assert.That(At(Now.AddHours(1)), Is.EqualTo("\"2023-01-15T10:30:00.000Z\""));
        Assert.That(At(Now), Is.EqualTo("\"2023-01-15T09:30:00.000Z\""));
    }

    [Test]
    public void Evaluate_HalfSurrogateInDocument_IsReplaced()
    {
        var scope = new EvaluationScope { Model = NoSchema, This = System.Text.Json.JsonElement.Parse("""{"a":"x\ud800\n"}"""), Now = Now };
        Assert.That(ExpressionEvaluator.Evaluate(ExpressionParser.Parse("a + '!'"), scope).Text, Is.EqualTo("x\ufffd\n!"));
    }

    [TestCase("a == 'x' || a == 'y' || 'z' == a", true)]
    [TestCase("a == 'x' || a == 'y'", false)]
    [TestCase("b == 'x' || b == null", true)]
    [TestCase("a == 'x' || b == 'z' || a == 'z'", true)]
    [TestCase("a == 'q' || ACOS(9) > 0 && false || a == 'z'", null)]
    [TestCase("a == 'z' || ACOS(9) > 0 || a == 'y'", true)]
    [TestCase("n == 1 || n == true || n == 'x'", true)]
    public void IsTrue_Alternatives_AreTriedInOrder(string expression, bool? expected)
    {
        if (expected is { } value) Assert.That(IsTrue(expression, "{'a':'z','n':1}"), Is.EqualTo(value));
        else Assert.That(() => IsTrue(expression, "{'a':'z','n':1}"), Throws.TypeOf<ApiException>());
    }

    [TestCase("'abc' < 'abd'")]
    [TestCase("name < 'abd'")]
    [TestCase("'abb' < name")]
    [TestCase("name < 'abcd'")]
    [TestCase("name >= 'abc'")]
    [TestCase("umlaut > 'z'")]
    [TestCase("umlaut > 'a\u0000'")]
    [TestCase("umlaut == 'ä😀'")]
    [TestCase("umlaut != 'ä😁'")]
    [TestCase("escaped == 'a\"b'")]
    [TestCase("escaped > 'a'")]
    [TestCase("umlaut < '\uFFFF'")]
    [TestCase("'z' < umlaut")]
    public void IsTrue_TextInDocument_ComparesAsText(string expression)
    {
        var scope = new EvaluationScope { Model = NoSchema, This = System.Text.Json.JsonElement.Parse("""{"name":"abc","umlaut":"ä😀","escaped":"a\"b"}"""), Now = Now };
        Assert.That(ExpressionEvaluator.IsTrue(ExpressionParser.Parse(expression), scope), Is.True);
    }

    [Test]
    public void Join_ManyParts_KeepsOrder()
    {
        var parts = Enumerable.Range(0, 9).Select(index => (Expression)new PathExpression([$"p{index}"])).ToList();
        Assert.That(
            ExpressionPrinter.Print(ExpressionFacts.Join(BinaryOperator.Or, parts)),
            Is.EqualTo(ExpressionPrinter.Print(ExpressionParser.Parse(string.Join("||", parts.Select(ExpressionPrinter.Print))))));
    }
}
