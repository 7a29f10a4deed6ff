using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

/// <summary>What the surviving apps send must parse, run on whatever objects there are, and mean what they rely on.</summary>
internal sealed class RealWorldQueryTests
{
    private const string UserA = "61f0c0ffee00000000000a01";
    private const string IdB = "61f0c0ffee00000000000b02";

    private static readonly string[] Documents =
    [
        "{}",
        $$"""{"_id":"{{UserA}}","user":"{{UserA}}","name":"xylophone","tags":["x","y"],"price":1000,"week":3,"createdAt":"2023-01-05T10:00:00.000Z"}""",
        $$"""{"_id":"{{IdB}}","user":{"_id":"{{UserA}}","name":"x"},"isDeleted":false,"isPublished":true,"topics":[],"order":2}""",
        """{"_id":5,"name":7,"tags":"x","price":"12","user":null,"createdAt":"yesterday","department":[{"code":31415}],"isRead":"no"}""",
        """{"profile":{"firstName":"A","lastName":"","fullName":"A"},"shoppingCart":{"totalPrice":100,"items":[1,2]},"weight":4,"volume":0}""",
    ];

    private static IEnumerable<TestCaseData> Expressions() =>
        from query in RealWorldQuery.All
        where query.Number[0] is 'F' or 'L' or 'J' or 'B' or 'E' or 'U' or 'W' or 'G'
        from text in ExpressionsOf(query)
        select new TestCaseData(text).SetArgDisplayNames(query.Number, text);

    private static IEnumerable<TestCaseData> Doubtful() =>
        from query in RealWorldQuery.Of('X')
        let parts = query.Text.Split(" => ")
        select new TestCaseData(parts[0], parts[1]).SetArgDisplayNames(query.Number, parts[0]);

    [TestCaseSource(nameof(Expressions))]
    public void Evaluate_RealQuery_RunsOnAnyDocument(string text)
    {
        var expression = ExpressionParser.ParseFilterOrNull(text);
        if (expression is null)
        {
            Assert.That(text.Trim(), Is.Empty);
            return;
        }

        foreach (var document in Documents)
        {
            foreach (var lookup in new JsonElement?[] { null, Json(Documents[1]) })
            {
                var scope = new EvaluationScope { Model = NoSchema, This = JsonElement.Parse(document), Lookup = lookup, Now = Now };
                Assert.That(() => ExpressionEvaluator.IsTrue(expression, scope), Throws.Nothing);
            }
        }
    }

    [TestCaseSource(nameof(Doubtful))]
    public void Parse_DoubtfulQuery_HasDocumentedOutcome(string text, string outcome)
    {
        if (outcome == "parses") Assert.That(() => ExpressionParser.Parse(text), Throws.Nothing);
        else Assert.That(Refusal(() => ExpressionParser.Parse(text)).Items[0].Code, Is.EqualTo("invalid_expression"));
    }

    [Test]
    public void All_Lines_AreThere() => Assert.That(RealWorldQuery.All, Has.Count.EqualTo(368));

    [TestCase("F147", "5")]
    [TestCase("F148", "640")]
    [TestCase("F149", "\"Altogic-Backend as a service platform\"")]
    [TestCase("F151", "9.54")]
    [TestCase("F155", "\"102030\"")]
    [TestCase("F156", "\"Result : 150\"")]
    [TestCase("F157", "true")]
    [TestCase("F158", "true")]
    [TestCase("F159", "-86250")]
    [TestCase("F163", "\"2023-01-20T08:30:00.000Z\"")]
    [TestCase("F164", "false")]
    public void Evaluate_DocumentedExample_GivesDocumentedValue(string number, string value) =>
        Assert.That(Show(RealWorldQuery.TextOf(number)), Is.EqualTo(value));

    [TestCase("F001", "{'_id':'61F0C0FFEE00000000000A01'}", true)]
    [TestCase("F036", "{'user':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("F036", "{'user':{'_id':'61f0c0ffee00000000000a01','name':'n'}}", true)]
    [TestCase("F036", "{}", false)]
    [TestCase("F044", "{'week':3}", true)]
    [TestCase("F044", "{'week':3.0}", true)]
    [TestCase("F044", "{'week':'3'}", false)]
    [TestCase("F048", "{'isCurrent':true}", true)]
    [TestCase("F048", "{}", false)]
    [TestCase("F051", "{'user':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("F051", "{'user':'61f0c0ffee00000000000a01','isDeleted':false,'isPublished':null}", true)]
    [TestCase("F051", "{'user':'61f0c0ffee00000000000a01','isDeleted':true}", false)]
    [TestCase("F050", "{'_parent':'61f0c0ffee00000000000b02'}", true)]
    [TestCase("F050", "{'_parent':'61f0c0ffee00000000000b02','settlement':true}", false)]
    [TestCase("F058", "{}", true)]
    [TestCase("F059", "{'companyId':'61f0c0ffee00000000000b02'}", true)]
    [TestCase("F060", "{'isRead':false}", true)]
    [TestCase("F060", "{}", false)]
    [TestCase("F095", "{'priority':'1','userId':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("F105", "{'position':'Engineer','department':{'code':31415}}", true)]
    [TestCase("F113", "{'companyId':'61f0c0ffee00000000000b02'}", true)]
    [TestCase("F113", "{'companyId':'61f0c0ffee00000000000b02','targetUser':'61f0c0ffee00000000000c03'}", false)]
    [TestCase("F114", "{'targetUser':'61f0c0ffee00000000000a01','companyId':'61f0c0ffee00000000000b02','isRead':true}", true)]
    [TestCase("F114", "{'companyId':'61f0c0ffee00000000000b02','isRead':true}", false)]
    [TestCase("F117", "{'user':'61f0c0ffee00000000000a01','_id':'61f0c0ffee00000000000b02'}", false)]
    [TestCase("F120", "{'user':'61f0c0ffee00000000000a01','workspaceName':'aXYz'}", true)]
    [TestCase("F121", "{'name':'MAX'}", true)]
    [TestCase("F118", "{'name':'MAX'}", false)]
    [TestCase("F127", "{'orderNumber':31245}", true)]
    [TestCase("F130", "{'tags':['y']}", true)]
    [TestCase("F130", "{'tags':[]}", false)]
    [TestCase("F132", "{'_id':'61f0c0ffee00000000000b02'}", true)]
    [TestCase("F133", "{'_id':'61f0c0ffee00000000000b02'}", false)]
    [TestCase("F137", "{'stripeProductId':'','stripePriceId':0}", true)]
    [TestCase("F137", "{'stripeProductId':'','stripePriceId':null}", false)]
    [TestCase("F140", "{'updatedAt':'2023-11-14T22:13:20.001Z'}", true)]
    [TestCase("F140", "{'updatedAt':'2023-11-14T22:13:20.000Z'}", false)]
    [TestCase("F141", "{'createdAt':'2023-01-15T08:29:59.999Z'}", true)]
    [TestCase("F141", "{'createdAt':'2023-01-15T08:30:00.000Z'}", false)]
    [TestCase("F142", "{'createdAt':'2022-05-01T00:00:00.001Z','author':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("F142", "{'createdAt':'2022-05-01T00:00:00.000Z','author':'61f0c0ffee00000000000a01'}", false)]
    [TestCase("F142", "{'createdAt':'2022-05-01T01:00:00+02:00','author':'61f0c0ffee00000000000a01'}", false)]
    [TestCase("F143", "{'createdAt':'2022-01-01T00:00:00.000Z','author':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("F150", "{'shoppingCart':{'totalPrice':100,'items':[1,2,3]}}", true)]
    [TestCase("F150", "{'shoppingCart':{'totalPrice':100,'items':[]}}", false)]
    [TestCase("F152", "{'profile':{'fullName':'x'}}", true)]
    [TestCase("F153", "{'profile':{'firstName':'x'}}", false)]
    [TestCase("F161", "{'weight':5,'volume':2,'type':'metal'}", true)]
    [TestCase("F161", "{'weight':5,'volume':0,'type':'metal'}", false)]
    [TestCase("E003", "{'isDeleted':true,'tags':['y']}", true)]
    [TestCase("E005", "{'forum':'61f0c0ffee00000000000b02','isDeleted':false}", true)]
    [TestCase("E011", "{'isMerged':false,'company':'61f0c0ffee00000000000b02','category':{'name':'x'},'createdAt':'2023-01-20T00:00:00.000Z'}", true)]
    [TestCase("E012", "{'isMerged':false,'company':'61f0c0ffee00000000000b02','lastVotedAt':'2023-01-20','userSegment':{'name':'x'},'title':'axe'}", true)]
    [TestCase("B008", "{'uploadedAt':'2022-09-01T10:00:00.001Z'}", true)]
    [TestCase("X012", "{'_id':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("X012", "{'followedByMe':{}}", false)]
    [TestCase("X013", "{'topicA':'x','topicB':'y'}", false)]
    [TestCase("X013", "{'topicA':'x'}", true)]
    [TestCase("X014", "{'name':'test'}", false)]
    public void IsTrue_RealQuery_SelectsAsTheAppExpects(string number, string document, bool expected)
    {
        var text = RealWorldQuery.TextOf(number).Split(" => ")[0];
        Assert.That(IsTrue(text, document), Is.EqualTo(expected));
    }

    [Test]
    public void Evaluate_MissingSearchText_IsNull() => Assert.That(Show("STARTSWITH(name , test)", "{'name':'test'}"), Is.EqualTo("null"));

    [TestCase("{'author':'x'}", true)]
    [TestCase("{'quote':{'author':'x'}}", true)]
    [TestCase("{'quote':{'author':'y'},'author':'x'}", false)]
    public void IsTrue_ModelNameAsPrefix_MeansTheModelsField(string document, bool expected) =>
        Assert.That(IsTrue(RealWorldQuery.TextOf("F162"), document, Model("quote", null)), Is.EqualTo(expected));

    [TestCase("L001", "{'belongsTo':'i'}", "belongsTo", "{'_id':'i','username':'x'}", true)]
    [TestCase("L002", "{'user':'61f0c0ffee00000000000a01'}", "user", "{'_id':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("L002", "{'user':'61f0c0ffee00000000000a01'}", "user", "", false)]
    [TestCase("L007", "{}", "product", "{'qtyInStock':1}", true)]
    [TestCase("L007", "{}", "product", "{'qtyInStock':0}", false)]
    [TestCase("L007", "{}", "product", "", false)]
    [TestCase("L010", "{'isPublished':true}", "followerConnection", "{}", true)]
    [TestCase("L010", "{'isPublished':true}", "followerConnection", "", false)]
    [TestCase("L014", "{'_id':'x'}", "followedByMe", "", true)]
    [TestCase("L014", "{'_id':'x'}", "followedByMe", "{}", false)]
    [TestCase("L016", "{'_id':'x','provider':'google'}", "followedByMe", "", true)]
    [TestCase("L017", "{'user':'61f0c0ffee00000000000a01','story':'s'}", "story", "{'isPublished':true}", true)]
    [TestCase("L020", "{'isPublished':true,'publication':'61f0c0ffee00000000000c03'}", "publication", "{'_id':'61f0c0ffee00000000000c03','x':1}", true)]
    [TestCase("L022", "{'topic':'t'}", "topic", "{'_id':'61f0c0ffee00000000000b02'}", true)]
    public void IsTrue_FilterThroughLookup_SeesTheMatch(string number, string document, string name, string found, bool expected)
    {
        var expression = ExpressionParser.Parse(RealWorldQuery.TextOf(number).Split(" ## ")[0]);
        Assert.That(ExpressionEvaluator.IsTrue(expression, Scope(document, null, (name, found))), Is.EqualTo(expected));
    }

    [TestCase("", "", true)]
    [TestCase("{}", "", false)]
    [TestCase("", "{}", false)]
    public void IsTrue_TwoAntiJoins_NeedBothUnmatched(string isSent, string isMember, bool expected)
    {
        var expression = ExpressionParser.Parse(RealWorldQuery.TextOf("L009").Split(" ## ")[0]);
        var scope = Scope("{'name':'axe','_id':'u'}", null, ("isSent", isSent), ("isMember", isMember));
        Assert.That(ExpressionEvaluator.IsTrue(expression, scope), Is.EqualTo(expected));
    }

    [TestCase("J001", "{'_id':'a'}", "{'category':'a'}", true)]
    [TestCase("J001", "{'_id':'a'}", "{'category':'b'}", false)]
    [TestCase("J003", "{'groupOrPerson':'61F0C0FFEE00000000000A01'}", "{'_id':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("J006", "{'followingUser':'f'}", "{'followingUser':'f','followerUser':'61f0c0ffee00000000000a01'}", true)]
    [TestCase("J009", "{'email':'e'}", "{'workspace':'61f0c0ffee00000000000b02','email':'e'}", true)]
    [TestCase("J009", "{}", "{'workspace':'61f0c0ffee00000000000b02'}", true)]
    [TestCase("J016", "{'_id':'i'}", "{'followerUser':'61f0c0ffee00000000000a01','followingUser':'i'}", true)]
    [TestCase("J017", "{}", "{'key':'default'}", true)]
    [TestCase("J018", "{}", "{'_id':'61f0c0ffee00000000000a01'}", false)]
    public void IsTrue_LookupQuery_SeesBothSides(string number, string document, string candidate, bool expected)
    {
        var query = ExpressionParser.Parse(RealWorldQuery.TextOf(number).Split(" ON ")[1]);
        var scope = new EvaluationScope { Model = NoSchema, This = Json(document), Lookup = Json(candidate), Now = Now };
        Assert.That(ExpressionEvaluator.IsTrue(query, scope), Is.EqualTo(expected));
    }

    [TestCase("G024", "\"7:5\"")]
    [TestCase("G025", "\"5-1-2023\"")]
    public void Evaluate_GroupKey_HasNoPadding(string number, string key) =>
        Assert.That(Show(RealWorldQuery.All.Single(query => query.Number == number).Parts[0], "{'createdAt':'2023-01-05T07:05:00.000Z'}"), Is.EqualTo(key));

    private static IEnumerable<string> ExpressionsOf(RealWorldQuery query) => query.Number[0] switch
    {
        'L' => [query.Text.Split(" ## ")[0]],
        'J' => [query.Text.Split(" ON ")[1]],
        'U' => query.Parts[0] == "id" ? [] : [query.Parts[0]],
        'W' => [query.Parts[1]],
        'G' => new[] { query.Parts[0], query.Parts[2] }.Where(text => text != "-" && text[0] != '['),
        _ => [query.Text],
    };
}
