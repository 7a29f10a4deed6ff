using System.Globalization;
using System.Numerics;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using static Altogic.Reactive.Tests.Testing.ExpressionTokenKind;

namespace Altogic.Reactive.Tests.Database;

public sealed class FilterTests
{
    private StubHttp _http = null!;
    private AltogicClient _client = null!;

    private enum Level
    {
        Low = 1,
        High = 2,
    }

    [JsonConverter(typeof(StringEnumConverter))]
    private enum Named
    {
        [System.Runtime.Serialization.EnumMember(Value = "it's")]
        Odd,
    }

    private QueryBuilder<JObject> Query => _client.Db.Model("todos");

    [SetUp]
    public void SetUp()
    {
        _http = new StubHttp();
        _client = _http.CreateClient();
    }

    [TearDown]
    public void TearDown()
    {
        _client.Dispose();
        _http.Dispose();
    }

    [Test]
    public void Filter_PlainString_IsSentAsItIs()
    {
        const string name = "x";
        Assert.That(Query.Filter("a == 'b'").Expression, Is.EqualTo("a == 'b'"));
        Assert.That(Query.Filter($"a == '{name}'").Expression, Is.EqualTo("a == 'x'"), "constants are the author's own");
        Assert.That(Query.Filter("").Expression, Is.Empty);
    }

    [Test]
    public void Filter_Twice_KeepsTheLast() => Assert.That(Query.Filter("a").Filter("b").Expression, Is.EqualTo("b"));

    [Test]
    public void Filter_Interpolated_QuotesValues()
    {
        var (id, n) = ("O'Brien", 18);
        Assert.That(Query.Filter($"user == {id} && age > {n}").Expression, Is.EqualTo("user == \"O'Brien\" && age > 18"));
        Assert.That(Query.Filter($"user == '{id}'").Expression, Is.EqualTo(@"user == 'O\'Brien'"));
        Assert.That(Query.Filter($"user == \"{id}\"").Expression, Is.EqualTo("user == \"O'Brien\""));
    }

    private static IEnumerable<TestCaseData> Literals()
    {
        static TestCaseData Of(object? value, string literal) => new TestCaseData(value, literal).SetArgDisplayNames(literal);
        yield return Of(null, "null");
        yield return Of(true, "true");
        yield return Of(false, "false");
        yield return Of("plain", "'plain'");
        yield return Of("", "''");
        yield return Of("say \"hi\"", "'say \"hi\"'");
        yield return Of("a'b", "\"a'b\"");
        yield return Of(@"a\b", @"""a\\b""");
        yield return Of("a\"'b", "\"a\\\"'b\"");
        yield return Of("line\nbreak", @"""line\nbreak""");
        yield return Of("\ud800", @"""\ud800""");
        yield return Of('c', "'c'");
        yield return Of(5, "5");
        yield return Of(-5, "-5");
        yield return Of(long.MinValue, "-9223372036854775808");
        yield return Of(ulong.MaxValue, "18446744073709551615");
        yield return Of((byte)7, "7");
        yield return Of(1.5, "1.5");
        yield return Of(0.1f, "0.1");
        yield return Of(1e21, "1E+21");
        yield return Of(1.50m, "1.50");
        yield return Of(BigInteger.Parse("123456789012345678901", CultureInfo.InvariantCulture), "123456789012345678901");
        yield return Of(new DateTime(2024, 2, 3, 4, 5, 6, 7, DateTimeKind.Utc), "'2024-02-03T04:05:06.007Z'");
        yield return Of(new DateTime(2024, 2, 3), "'2024-02-03T00:00:00.000Z'");
        yield return Of(new DateTimeOffset(2024, 2, 3, 4, 0, 0, TimeSpan.FromHours(3)), "'2024-02-03T01:00:00.000Z'");
        yield return Of(new DateOnly(2024, 2, 3), "'2024-02-03'");
        yield return Of(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), "'0f8fad5b-d9cb-469f-a165-70867728950e'");
        yield return Of(new Uri("https://a.b/c?d='e'"), "\"https://a.b/c?d='e'\"");
        yield return Of(new TimeSpan(1, 2, 3), "'01:02:03'");
        yield return Of(new byte[] { 1, 2, 3 }, "'AQID'");
        yield return Of(Level.High, "2");
        yield return Of(Named.Odd, "\"it's\"");
        yield return Of(new GeoPoint(29.03, 41.22), "[29.03, 41.22]");
        yield return Of(Array.Empty<string>(), "[]");
        yield return Of(new List<string> { "a", "b'c" }, "['a', \"b'c\"]");
        yield return Of(new object?[] { 1, null, Array.Empty<int>() }, "[1, null, []]");
        yield return Of(new JValue(3), "3");
        yield return Of(new JArray(1, "a"), "[1, 'a']");
        yield return Of(JValue.CreateNull(), "null");
    }

    [TestCaseSource(nameof(Literals))]
    public void Filter_Hole_BecomesLiteral(object? value, string literal) =>
        Assert.That(Query.Filter($"x == {value}").Expression, Is.EqualTo("x == " + literal));

    [Test]
    public void Filter_LocalTime_BecomesUtc()
    {
        var local = new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Local);
        var utc = local.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        Assert.That(Query.Filter($"x > {local}").Expression, Is.EqualTo($"x > '{utc}'"));
    }

    [Test]
    public void Filter_EnumsFollowTheSerializer()
    {
        using var client = _http.CreateClient(new AltogicClientOptions { ConfigureJson = json => json.Converters.Add(new StringEnumConverter()) });
        Assert.That(client.Db.Model("t").Filter($"x == {Level.High}").Expression, Is.EqualTo("x == 'High'"));
    }

    [TestCase("5 -", ExpectedResult = "5 -(-3)")]
    [TestCase("5 - ", ExpectedResult = "5 - (-3)")]
    [TestCase("5 > ", ExpectedResult = "5 > -3")]
    [TestCase("ABS(", ExpectedResult = "ABS(-3")]
    [TestCase("", ExpectedResult = "-3")]
    public string? Filter_NegativeNumberAfterOperator_TakesParentheses(string before)
    {
        var n = -3;
        return Query.Filter($"{FilterExpression.Raw(before)}{n}").Expression;
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void Filter_NotFinite_Throws(object number) => Assert.That(() => Query.Filter($"x == {number}"), Throws.ArgumentException);

    [Test]
    public void Filter_ValuesWithoutLiteral_Throw()
    {
        var nested = new List<object>();
        nested.Add(nested);
        Assert.That(() => Query.Filter($"x == {new { A = 1 }}"), Throws.ArgumentException);
        Assert.That(() => Query.Filter($"x == {new Dictionary<string, int>()}"), Throws.ArgumentException);
        Assert.That(() => Query.Filter($"x == {new JObject()}"), Throws.ArgumentException);
        Assert.That(() => Query.Filter($"x == {nested}"), Throws.ArgumentException);
        Assert.That(() => Query.Filter($"x == '{new List<int> { 1 }}'"), Throws.ArgumentException);
    }

    [Test]
    public void Filter_HoleInsideQuotes_IsEscapedAsPartOfTheText()
    {
        var (none, name, id, n, at, flag) = ((string?)null, "O'B\"x\\", Guid.Empty, -2, new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), true);
        Assert.That(Query.Filter($"a == 'x{name}y' && b == \"{name}\"").Expression, Is.EqualTo(@"a == 'xO\'B""x\\y' && b == ""O'B\""x\\"""));
        Assert.That(Query.Filter($"a == '{id}'").Expression, Is.EqualTo("a == '00000000-0000-0000-0000-000000000000'"));
        Assert.That(Query.Filter($"a == '{n}' || b == '{flag}'").Expression, Is.EqualTo("a == '-2' || b == 'true'"));
        Assert.That(Query.Filter($"a > '{at}'").Expression, Is.EqualTo("a > '2024-01-02T03:04:05.000Z'"));
        Assert.That(Query.Filter($"a == '{none}'").Expression, Is.EqualTo("a == ''"));
        Assert.That(Query.Filter($"a == '{Named.Odd}'").Expression, Is.EqualTo(@"a == 'it\'s'"));
        Assert.That(Query.Filter($"a == 'it\\'s {name}' && b == {n}").Expression, Is.EqualTo(@"a == 'it\'s O\'B""x\\' && b == -2"));
        Assert.That(Query.Filter($"a == '\"{name}\"'").Expression, Is.EqualTo(@"a == '""O\'B""x\\""'"));
    }

    [Test]
    public void Filter_PlacesWhereNoValueCanStand_Throw()
    {
        var (text, n) = ("x", 5);
        Assert.That(() => Query.Filter($"a == '\\{text}'"), Throws.ArgumentException, "behind a back-slash");
        Assert.That(() => Query.Filter($"a == '{text}"), Throws.ArgumentException, "open quote");
        Assert.That(() => Query.Filter($"item{n} == 2"), Throws.ArgumentException, "glued to a name");
        Assert.That(() => Query.Filter($"{n}x"), Throws.ArgumentException, "glued to a name behind");
        Assert.That(() => Query.Filter($"x > 1.{n}"), Throws.ArgumentException, "glued to a number");
        Assert.That(() => Query.Filter($"{text}{n}"), Throws.ArgumentException, "glued to a value");
        Assert.That(() => Query.Filter($"{text}'y'"), Throws.ArgumentException, "glued to a text");
    }

    [Test]
    public void Filter_Fragments_GoInAsTheyAre()
    {
        var (field, value) = (FilterExpression.Field("address.city"), "Oslo");
        var either = FilterExpression.Of($"a == {1} || b == {2}");
        Assert.That(Query.Filter($"{field} == {value}").Expression, Is.EqualTo("address.city == 'Oslo'"));
        Assert.That(Query.Filter($"SIZE({FilterExpression.Raw("tags")}) > {1}").Expression, Is.EqualTo("SIZE(tags) > 1"));
        Assert.That(Query.Filter($"{either} && c == {(object)field}").Expression, Is.EqualTo("(a == 1 || b == 2) && c == address.city"));
        Assert.That(Query.Filter(either).Expression, Is.EqualTo("a == 1 || b == 2"));
        Assert.That(() => Query.Filter($"a == '{field}'"), Throws.ArgumentException);
        Assert.That(() => Query.Filter($"{FilterExpression.Raw("'")}{value}{FilterExpression.Raw("'")}"), Throws.ArgumentException, "raw inside quotes");
    }

    [TestCase("true")]
    [TestCase("FALSE")]
    [TestCase("null.x")]
    [TestCase("undefined")]
    public void Field_CalledLikeALiteral_IsStillAField(string name) =>
        Assert.That(Query.Filter($"owner == {FilterExpression.Field(name)}").Expression, Is.EqualTo("owner == this." + name));

    [TestCase("this.owner")]
    [TestCase("lookup.owner")]
    [TestCase("truest")]
    public void Field_OfANamedContext_StaysAsItIs(string name) =>
        Assert.That(Query.Filter($"owner == {FilterExpression.Field(name)}").Expression, Is.EqualTo("owner == " + name));

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a.")]
    [TestCase(".a")]
    [TestCase("1a")]
    [TestCase("a == 1")]
    [TestCase("a-b")]
    [TestCase("f(x)")]
    [TestCase("'a'")]
    public void Field_NotAName_Throws(string name) => Assert.That(() => FilterExpression.Field(name), Throws.ArgumentException);

    [Test]
    public void Null_Throws()
    {
        Assert.That(() => Query.Filter((string)null!), Throws.ArgumentNullException);
        Assert.That(() => Query.Filter((FilterExpression)null!), Throws.ArgumentNullException);
        Assert.That(() => Query.Filter(default(ExpressionStringHandler)), Throws.ArgumentException);
        Assert.That(() => FilterExpression.Raw(null!), Throws.ArgumentNullException);
        Assert.That(() => FilterExpression.Field(null!), Throws.ArgumentNullException);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(HostileTexts)], MaxTest = 2000)]
    public void Filter_HostileTextOutsideQuotes_IsOneLiteral(HostileText hostile)
    {
        var expression = Query.Filter($"a == {hostile.Value} && b").Expression!;
        AssertTokens(expression, [new(Name, "a"), new(Symbol, "=="), new(Text, hostile.Value), new(Symbol, "&&"), new(Name, "b")]);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(HostileTexts)], MaxTest = 2000)]
    public void Filter_HostileTextInsideQuotes_StaysInside(HostileText first, HostileText second)
    {
        var expression = Query.Filter($"'<{first.Value}>' == \"{second.Value}{first.Value}\"").Expression!;
        AssertTokens(expression, [new(Text, $"<{first.Value}>"), new(Symbol, "=="), new(Text, second.Value + first.Value)]);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(HostileTexts)], MaxTest = 1000)]
    public void Filter_HostileList_IsOneList(HostileText first, HostileText second)
    {
        var list = new[] { first.Value, second.Value };
        var expression = Query.Filter($"IN({list}, x)").Expression!;
        AssertTokens(
            expression,
            [
                new(Name, "IN"), new(Symbol, "("), new(Symbol, "["), new(Text, first.Value), new(Symbol, ","), new(Text, second.Value), new(Symbol, "]"),
                new(Symbol, ","), new(Name, "x"), new(Symbol, ")"),
            ]);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(HostileTexts)], MaxTest = 1000)]
    public void Where_HostileText_IsOneLiteral(HostileText hostile)
    {
        var expression = Query.Where(o => (string?)o["a"] == hostile.Value && o["b"] != null).Expression!;
        AssertTokens(
            expression,
            [
                new(Name, "a"), new(Symbol, "=="), new(Text, hostile.Value), new(Symbol, "&&"),
                new(Name, "EXISTS"), new(Symbol, "("), new(Name, "b"), new(Symbol, ")"),
            ]);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Filter_Numbers_RoundTrip(double number, long integer, decimal exact)
    {
        if (!double.IsFinite(number)) return;
        AssertNumber(Query.Filter($"{number}").Expression!, text => double.Parse(text, CultureInfo.InvariantCulture), number);
        AssertNumber(Query.Filter($"{integer}").Expression!, text => long.Parse(text, CultureInfo.InvariantCulture), integer);
        AssertNumber(Query.Filter($"{exact}").Expression!, text => decimal.Parse(text, CultureInfo.InvariantCulture), exact);
    }

    private static void AssertNumber<T>(string expression, Func<string, T> parse, T expected)
    {
        var tokens = ExpressionLexer.Read(expression);
        Assert.That(tokens[^1].Kind, Is.EqualTo(Number));
        Assert.That(tokens, Has.Count.EqualTo(expression[0] == '-' ? 2 : 1));
        Assert.That(parse(expression), Is.EqualTo(expected));
    }

    private static void AssertTokens(string expression, ExpressionToken[] expected) =>
        Assert.That(ExpressionLexer.Read(expression), Is.EqualTo(expected), expression);
}
