using Altogic.Reactive.Backend;
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

    [TestCase("this.a.b", "1")]
    [TestCase("a.b", "1")]
    [TestCase("$.a.b", "1")]
    [TestCase("a.b.c", "missing")]
    [TestCase("a.x", "missing")]
    [TestCase("n.x", "missing")]
    [TestCase("n", "null")]
    [TestCase("ref._id", "\"r\"")]
    [TestCase("ref._id._id", "\"r\"")]
    [TestCase("ref.name", "missing")]
    [TestCase("a.b._id", "missing")]
    [TestCase("items.sku", "[\"s\",\"t\"]")]
    [TestCase("items.$.sku", "[\"s\",\"t\"]")]
    [TestCase("items.parts.id", "[1,2,3]")]
    [TestCase("items.tags", "[[\"x\"],[]]")]
    [TestCase("refs._id", "[\"p\",\"q\"]")]
    [TestCase("refs.$", "[\"p\",\"q\"]")]
    [TestCase("refs.name", "[]")]
    [TestCase("items.none", "[]")]
    [TestCase("lookup.x", "9")]
    [TestCase("this.lookup.x", "9")]
    [TestCase("A.b", "missing")]
    public void Evaluate_Path_FollowsDocument(string expression, string expected)
    {
        const string Document = """
            {'a':{'b':1},'n':null,'ref':'r','refs':['p','q'],'lookup':{'x':9},
             'items':[{'sku':'s','tags':['x'],'parts':[{'id':1},{'id':2}]},{'sku':'t','tags':[],'parts':[{'id':3},{}]},{'parts':5}]}
            """;
        Assert.That(Show(expression, Document), Is.EqualTo(expected));
    }

    [Test]
    public void Evaluate_NoObject_EverythingIsMissing()
    {
        var scope = new EvaluationScope { Model = NoSchema, Now = Now };
        Assert.That(ExpressionEvaluator.Evaluate(ExpressionParser.Parse("this.a"), scope).IsMissing, Is.True);
        Assert.That(ExpressionEvaluator.Evaluate(ExpressionParser.Parse("this"), scope).IsMissing, Is.True);
    }

    [Test]
    public void Evaluate_Lookup_ReplacesReference()
    {
        string In(string expression, string found) =>
            Show(ExpressionEvaluator.Evaluate(ExpressionParser.Parse(expression), Scope("{'user':'u','n':1}", null, ("user", found))));
        Assert.Multiple(() =>
        {
            Assert.That(In("user._id", "{'_id':'u','name':'x'}"), Is.EqualTo("\"u\""));
            Assert.That(In("this.user.name", "{'_id':'u','name':'x'}"), Is.EqualTo("\"x\""));
            Assert.That(In("user == 'u'", "{'_id':'u','name':'x'}"), Is.EqualTo("true"));
            Assert.That(In("IN(['u'], user)", "{'_id':'u'}"), Is.EqualTo("true"));
            Assert.That(In("USER.name", "{'name':'x'}"), Is.EqualTo("\"x\""));
            Assert.That(In("user", ""), Is.EqualTo("missing"));
            Assert.That(In("EXISTS(user)", ""), Is.EqualTo("false"));
            Assert.That(In("user == 'u'", ""), Is.EqualTo("false"));
        });
    }

    [TestCase("Title", "\"t\"")]
    [TestCase("TITLE", "\"t\"")]
    [TestCase("this.tItLe", "\"t\"")]
    [TestCase("cover.URL", "\"u\"")]
    [TestCase("recipes.Title", "\"t\"")]
    [TestCase("Recipes.title", "\"t\"")]
    [TestCase("_ID", "\"i\"")]
    [TestCase("extra", "1")]
    [TestCase("EXTRA", "missing")]
    [TestCase("Recipes", "missing")]
    public void Evaluate_DeclaredField_IsFoundInAnyCase(string expression, string expected)
    {
        var model = Model("recipes", new Dictionary<string, FieldDefinition>
        {
            ["Title"] = new() { Type = FieldType.Text },
            ["cover"] = new() { Type = FieldType.Object, Fields = new Dictionary<string, FieldDefinition> { ["url"] = new() { Type = FieldType.Link } } },
        });
        Assert.That(Show(expression, "{'_id':'i','Title':'t','cover':{'url':'u'},'extra':1}", model), Is.EqualTo(expected));
    }

    [TestCase("users.addresses", "addresses.city", "\"x\"")]
    [TestCase("users.addresses", "users.city", "missing")]
    [TestCase("quote", "quote", "missing")]
    [TestCase("quote", "this.quote.city", "missing")]
    [TestCase("quote", "QUOTE.city", "\"x\"")]
    public void Evaluate_ModelPrefix_IsTheLastSegment(string model, string expression, string expected) =>
        Assert.That(Show(expression, "{'city':'x'}", Model(model, null)), Is.EqualTo(expected));

    [TestCase("TYPEOF(createdAt)", "date")]
    [TestCase("TYPEOF(updatedAt)", "text")]
    [TestCase("TYPEOF(due)", "text")]
    [TestCase("TYPEOF(sub.createdAt)", "date")]
    [TestCase("TYPEOF(FIRST(list.createdAt))", "date")]
    public void Evaluate_SchemaLess_KnowsTimeStampsByName(string expression, string expected)
    {
        const string Stamp = "'2022-06-01T00:00:00.000Z'";
        var document = $"{{'createdAt':{Stamp},'updatedAt':'never','due':{Stamp},'sub':{{'createdAt':{Stamp}}},'list':[{{'createdAt':{Stamp}}}]}}";
        Assert.That(Show(expression, document), Is.EqualTo($"\"{expected}\""));
    }

    [TestCase("due > '2022-06-01'", true)]
    [TestCase("due == '2022-06-01T12:00:00+02:00'", true)]
    [TestCase("due > NOW()", false)]
    [TestCase("steps.at == ['2022-06-01T10:00:00.000Z']", true)]
    [TestCase("IN(days, '2022-06-01')", true)]
    [TestCase("ANYITEMTRUE(days, this == '2022-06-01')", true)]
    [TestCase("ANYITEMTRUE(steps, at > '2022-06-01')", true)]
    [TestCase("text == '2022-06-01T00:00:00.000Z'", false)]
    [TestCase("text == '2022-06-01'", true)]
    [TestCase("text < NOW()", true)]
    [TestCase("createdAt > '2022-05-31'", true)]
    public void IsTrue_DeclaredDateTime_ComparesInstants(string expression, bool expected)
    {
        var model = Model("recipes", new Dictionary<string, FieldDefinition>
        {
            ["due"] = new() { Type = FieldType.DateTime },
            ["days"] = new() { Type = FieldType.List, Items = FieldType.DateTime },
            ["text"] = new() { Type = FieldType.Text },
            ["steps"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["at"] = new() { Type = FieldType.DateTime } } },
        });
        const string Document = """
            {'due':'2022-06-01T10:00:00.000Z','days':['2022-06-01T00:00:00.000Z'],'text':'2022-06-01','createdAt':'2022-06-01T10:00:00.000Z',
             'steps':[{'at':'2022-06-01T10:00:00.000Z'}]}
            """;
        Assert.That(IsTrue(expression, Document, model), Is.EqualTo(expected));
    }

    [Test]
    public void IsTrue_CandidateFields_TypeTheLookupSide()
    {
        var model = NoSchema with { CandidateFields = new Dictionary<string, FieldDefinition> { ["At"] = new() { Type = FieldType.DateTime } } };
        var scope = new EvaluationScope { Model = model, This = Json("{}"), Lookup = Json("{'At':'2022-06-01T10:00:00.000Z'}"), Now = Now };
        Assert.That(ExpressionEvaluator.IsTrue(ExpressionParser.Parse("lookup.at == '2022-06-01T12:00:00+02:00'"), scope), Is.True);
    }

    [TestCase("ANYITEMTRUE(tags, this == 'x')", true)]
    [TestCase("ANYITEMTRUE(tags, $ == 'x')", true)]
    [TestCase("ANYITEMTRUE(items, qty > 1 && this.sku == 'a')", true)]
    [TestCase("ANYITEMTRUE(items, name == 'outer')", false)]
    [TestCase("ANYITEMTRUE(items, ANYITEMTRUE(parts, this == 3))", true)]
    [TestCase("ALLITEMSTRUE(items, qty > 1)", false)]
    [TestCase("ALLITEMSTRUE(refs, this._id == 'r')", true)]
    [TestCase("ANYITEMTRUE(items, this.sku == lookup.sku)", true)]
    public void IsTrue_ItemExpression_SeesTheItem(string expression, bool expected)
    {
        var scope = new EvaluationScope
        {
            Model = NoSchema,
            This = Json("{'name':'outer','tags':['y','x'],'refs':['r'],'items':[{'sku':'a','qty':2,'parts':[1,3]},{'sku':'b','qty':1}]}"),
            Lookup = Json("{'sku':'b'}"),
            Now = Now,
        };
        Assert.That(ExpressionEvaluator.IsTrue(ExpressionParser.Parse(expression), scope), Is.EqualTo(expected));
    }

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
    public void Evaluate_OtherModel_ResolvesAnew()
    {
        var expression = ExpressionParser.Parse("NAME");
        var declared = Model("m", new Dictionary<string, FieldDefinition> { ["name"] = new() { Type = FieldType.Text } });
        Assert.That(Show(ExpressionEvaluator.Evaluate(expression, Scope("{'name':'x'}"))), Is.EqualTo("missing"));
        Assert.That(Show(ExpressionEvaluator.Evaluate(expression, Scope("{'name':'x'}", declared))), Is.EqualTo("\"x\""));
    }

    [Test]
    public void Evaluate_HalfSurrogateInDocument_IsReplaced()
    {
        var scope = new EvaluationScope { Model = NoSchema, This = System.Text.Json.JsonElement.Parse("""{"a":"x\ud800\n"}"""), Now = Now };
        Assert.That(ExpressionEvaluator.Evaluate(ExpressionParser.Parse("a + '!'"), scope).Text, Is.EqualTo("x\ufffd\n!"));
    }

    [TestCase("TEXTSEARCH('soup')", true)]
    [TestCase("TEXTSEARCH('bread')", false)]
    [TestCase("TEXTSEARCH('winter') && title != 'x'", true)]
    public void IsTrue_TextSearch_CoversSearchableFields(string expression, bool expected)
    {
        var model = Model("recipes", new Dictionary<string, FieldDefinition>
        {
            ["title"] = new() { Type = FieldType.Text, Searchable = true },
            ["tags"] = new() { Type = FieldType.List, Items = FieldType.Text, Searchable = true },
            ["note"] = new() { Type = FieldType.Text },
        });
        Assert.That(IsTrue(expression, "{'title':'Lentil soups','tags':['winter'],'note':'bread'}", model), Is.EqualTo(expected));
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
        else Assert.That(() => IsTrue(expression, "{'a':'z','n':1}"), Throws.Exception);
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

    [TestCase("(", ")", 250)]
    [TestCase("!", "", 250)]
    [TestCase("1 + (", ")", 120)]
    [TestCase("a == 1 || a == 2 && (", ")", 80)]
    [TestCase("[", "]", 250)]
    [TestCase("IF(true, ", ")", 250)]
    [TestCase("MAP([1], ", ")", 250)]
    [TestCase("FIRST(FILTER([1], ", "))", 120)]
    public void Evaluate_DeepestTree_FitsASmallStack(string open, string close, int depth)
    {
        var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Show(text);
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    failure = error;
                }
            },
            512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }

    [TestCase("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    [TestCase("(a|a)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("((a{100}){100}){100}b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("(a?){1000}a{1000}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("(x+x+)+\\1y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [TestCase("(?=(a+)+$)b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    public void Evaluate_NastyPattern_EndsSoon(string pattern, string text)
    {
        try
        {
            Assert.That(IsTrue($"REGEXMATCH('{text}', '{pattern}')"), Is.False);
        }
        catch (Altogic.Reactive.Backend.Modules.ApiException refusal)
        {
            Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
        }
    }

    [Test]
    public void Evaluate_LeftDeepChainMadeInCode_DoesNotRecurse()
    {
        Expression term = new BinaryExpression(BinaryOperator.Equal, new PathExpression(["a"]), new LiteralExpression(1L));
        var chain = Enumerable.Repeat(term, 100_000).Aggregate((left, right) => new BinaryExpression(BinaryOperator.And, left, right));
        Assert.That(CompiledExpression.Compile(chain, NoSchema).IsTrue(Scope("{'a':1}")), Is.True);
    }

    [Test]
    public void Join_ManyParts_KeepsOrder()
    {
        var parts = Enumerable.Range(0, 9).Select(index => (Expression)new PathExpression([$"p{index}"])).ToList();
        Assert.That(
            ExpressionPrinter.Print(ExpressionFacts.Join(BinaryOperator.Or, parts)),
            Is.EqualTo(ExpressionPrinter.Print(ExpressionParser.Parse(string.Join("||", parts.Select(ExpressionPrinter.Print))))));
    }

    [TestCase("MAP(RANGE(0, 9999), COUNTITEMS(RANGE(0, 9999), this > 5))")]
    [TestCase("UNIQUE(RANGE(0, 90000))")]
    public void Evaluate_HugeLoop_IsStopped(string expression)
    {
        var refusal = Refusal(() => Evaluate(expression));
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
    }

    [Test]
    public void Evaluate_GrowingTextOrList_StaysSmall()
    {
        static string Nest(string seed, string step) => Enumerable.Range(0, 60).Aggregate(seed, (inner, _) => $"MAP({inner}, {step})");
        Assert.That(Show(Nest("['x']", "this + this")), Is.EqualTo("null"));
        Assert.That(Show(Nest("['x']", "[this, this]")), Has.Length.LessThan(2 * Value.MaxSize));
    }
}
