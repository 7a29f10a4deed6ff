using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Database.Query;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

/// <summary>What names in an expression stand for: fields, lookups, models, items.</summary>
internal sealed class ExpressionPathTests
{
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
    public void Evaluate_OtherModel_ResolvesAnew()
    {
        var expression = ExpressionParser.Parse("NAME");
        var declared = Model("m", new Dictionary<string, FieldDefinition> { ["name"] = new() { Type = FieldType.Text } });
        Assert.That(Show(ExpressionEvaluator.Evaluate(expression, Scope("{'name':'x'}"))), Is.EqualTo("missing"));
        Assert.That(Show(ExpressionEvaluator.Evaluate(expression, Scope("{'name':'x'}", declared))), Is.EqualTo("\"x\""));
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
}
