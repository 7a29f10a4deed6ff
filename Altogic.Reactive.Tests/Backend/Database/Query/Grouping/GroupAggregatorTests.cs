using System.Buffers;
using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using FsCheck;
using FsCheck.Fluent;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Grouping;

internal sealed class GroupAggregatorTests
{
    private const string Count = "[{'name':'count','type':'count'}]";

    private static readonly string[] Recipes =
    [
        "{'category':'soup','minutes':30,'tags':['a','b'],'price':2.5,'done':true,'at':{'city':'Oslo'}}",
        "{'category':'bread','minutes':90,'tags':['a','a'],'price':'3','done':'yes'}",
        "{'category':'soup','minutes':20,'tags':[],'price':4,'at':{'city':'Bergen'}}",
        "{'minutes':'long','category':null,'done':false,'price':null}",
        "{'at':{'city':'Oslo'},'tags':'x'}",
    ];

    [Test]
    public void WriteRows_ByField_GivesOneRowPerKey() => Assert.That(
        Run("category", "[{'name':'recipes','type':'count'},{'name':'minutes','type':'sum','expression':'minutes'}]", Recipes),
        Is.EqualTo(Rows(
            "{'groupby':{'group':null},'recipes':2,'minutes':0}",
            "{'groupby':{'group':'bread'},'recipes':1,'minutes':90}",
            "{'groupby':{'group':'soup'},'recipes':2,'minutes':50}")));

    [Test]
    public void WriteRows_TextAndOneElementArray_AreTheSame()
    {
        var byText = Run("at.city", Count, Recipes);
        Assert.That(Run(new GroupKey(null, ["at.city"]), Count, Recipes), Is.EqualTo(byText));
        Assert.That(byText, Is.EqualTo(Rows(
            "{'groupby':{'group':null},'count':2}", "{'groupby':{'group':'Bergen'},'count':1}", "{'groupby':{'group':'Oslo'},'count':2}")));
    }

    [Test]
    public void WriteRows_SeveralFields_NamesEach() => Assert.That(
        Run(new GroupKey(null, ["category", "at.city"]), Count, Recipes[..3]),
        Is.EqualTo(Rows(
            "{'groupby':{'category':'bread','at.city':null},'count':1}",
            "{'groupby':{'category':'soup','at.city':'Bergen'},'count':1}",
            "{'groupby':{'category':'soup','at.city':'Oslo'},'count':1}")));

    [Test]
    public void WriteRows_NoGroup_GivesOneRow() => Assert.That(
        Run((GroupKey?)null, Count, Recipes), Is.EqualTo(Rows("{'groupby':{'group':null},'count':5}")));

    [TestCase(null)]
    [TestCase("category")]
    [TestCase("tags.$")]
    public void WriteRows_NoMatch_GivesNoRow(string? group) => Assert.That(Run(group is null ? null : new GroupKey(group, []), Count), Is.EqualTo("[]"));

    [Test]
    public void WriteRows_ByListItems_CountsAnObjectOncePerItem() => Assert.That(
        Run("tags.$", Count, Recipes),
        Is.EqualTo(Rows("{'groupby':{'group':'a'},'count':2}", "{'groupby':{'group':'b'},'count':1}", "{'groupby':{'group':'x'},'count':1}")));

    [Test]
    public void WriteRows_ByListItemsAndField_CombinesBoth() => Assert.That(
        Run(new GroupKey(null, ["tags.$", "category"]), Count, Recipes[..2]),
        Is.EqualTo(Rows(
            "{'groupby':{'tags.$':'a','category':'bread'},'count':1}",
            "{'groupby':{'tags.$':'a','category':'soup'},'count':1}",
            "{'groupby':{'tags.$':'b','category':'soup'},'count':1}")));

    [Test]
    public void WriteRows_Keys_KeepTheirType() => Assert.That(
        Run("k", Count, "{'k':'1'}", "{'k':1}", "{'k':1.0}", "{'k':true}", "{'k':[1]}", "{'k':[1.0]}", "{'k':{'a':1}}", "{'k':'61F0C0FFEE00000000000A01'}"),
        Is.EqualTo(Rows(
            "{'groupby':{'group':1},'count':2}",
            "{'groupby':{'group':'1'},'count':1}",
            "{'groupby':{'group':'61F0C0FFEE00000000000A01'},'count':1}",
            "{'groupby':{'group':{'a':1}},'count':1}",
            "{'groupby':{'group':[1]},'count':2}",
            "{'groupby':{'group':true},'count':1}")));

    [Test]
    public void WriteRows_ByExpression_GroupsByItsValue() => Assert.That(
        Run("TOTEXT(month(this.createdAt)) + '-' + TOTEXT(year(this.createdAt))", Count, "{'createdAt':'2023-01-05T00:00:00Z'}", "{'createdAt':'2023-01-31T00:00:00Z'}"),
        Is.EqualTo(Rows("{'groupby':{'group':'1-2023'},'count':2}")));

    [Test]
    public void WriteRows_EveryComputation_SkipsWhatDoesNotFit() => Assert.That(
        Run(null as GroupKey, """
            [{'name':'n','type':'count','expression':'ignored('},{'name':'if','type':'countif','expression':'done'},
             {'name':'sum','type':'sum','expression':'price'},{'name':'avg','type':'avg','expression':'price'},
             {'name':'min','type':'min','expression':'minutes'},{'name':'max','type':'max','expression':'minutes'},
             {'name':'low','type':'min','expression':'nothing'},{'name':'mean','type':'avg','expression':'category'},{'name':'none','type':'sum','expression':'category'}]
            """, Recipes),
        Is.EqualTo(Rows("{'groupby':{'group':null},'n':5,'if':2,'sum':6.5,'avg':3.25,'min':20,'max':'long','low':null,'mean':null,'none':0}")));

    [Test]
    public void WriteRows_MinAndMax_TakeDatesAndTexts() => Assert.That(
        Run(null as GroupKey, "[{'name':'first','type':'min','expression':'createdAt'},{'name':'last','type':'max','expression':'name'}]",
            "{'createdAt':'2023-01-05T00:00:00Z','name':'b'}", "{'createdAt':'2023-01-04T23:00:00-02:00','name':'a'}"),
        Is.EqualTo(Rows("{'groupby':{'group':null},'first':'2023-01-05T00:00:00.000Z','last':'b'}")));

    [Test]
    public void WriteRows_SortedComputations_OrderRowsInArrayOrder()
    {
        string[] documents = ["{'k':'a','v':1}", "{'k':'b','v':5}", "{'k':'b','v':5}", "{'k':'c','v':9}", "{'k':'d'}"];
        const string Computations = "[{'name':'count','type':'count','sort':'desc'},{'name':'best','type':'max','expression':'v','sort':'asc'}]";
        Assert.That(Keys(Run("k", Computations, documents)), Is.EqualTo("b d a c"));
        Assert.That(Keys(Run("k", Computations.Replace("'asc'", "'desc'", StringComparison.Ordinal), documents)), Is.EqualTo("b c a d"));
        Assert.That(Keys(Run("k", Count, documents)), Is.EqualTo("a b c d"));
    }

    [TestCase(0, 2, "a b")]
    [TestCase(2, 2, "c d")]
    [TestCase(3, 100, "d")]
    [TestCase(long.MaxValue, 2, "")]
    public void WriteRows_Page_CutsGroups(long skip, int limit, string keys) => Assert.That(
        Keys(Run(new GroupKey("k", []), Count, skip, limit, "{'k':'d'}", "{'k':'c'}", "{'k':'b'}", "{'k':'a'}")), Is.EqualTo(keys));

    [TestCase("9223372036854775807 1", "9223372036854775808")]
    [TestCase("9223372036854775807 1 -1", "9223372036854775807")]
    [TestCase("0.1 0.1 0.1", "0.3")]
    [TestCase("19.99 19.99 19.99", "59.97")]
    [TestCase("9007199254740993 0", "9007199254740993")]
    [TestCase("1e300 1", "1E+300")]
    [TestCase("1e-20 1", "1")]
    [TestCase("0.5 0.5", "1")]
    [TestCase("1e308 1e308", "null")]
    [TestCase("1e15 -1e15 0.25", "0.25")]
    public void WriteRows_Sum_IsExact(string numbers, string sum)
    {
        var documents = numbers.Split(' ').Select(number => $"{{'v':{number}}}").ToArray();
        var shown = Run(null as GroupKey, "[{'name':'s','type':'sum','expression':'v'}]", documents);
        var value = JsonElement.Parse(shown)[0].GetProperty("s");
        if (sum == "null") Assert.That(value.ValueKind, Is.EqualTo(JsonValueKind.Null));
        else Assert.That(value.GetDouble(), Is.EqualTo(double.Parse(sum, System.Globalization.CultureInfo.InvariantCulture)));
        if (sum.Length is 16 or 19 && long.TryParse(sum, out _) && value.TryGetInt64(out _)) Assert.That(value.GetRawText(), Is.EqualTo(sum));
    }

    [Test]
    public void WriteRows_AfterDocumentsAreGone_StillKnowsKeysAndExtremes()
    {
        var aggregator = new GroupAggregator(new GroupKey("[k, o]", []), ComputationReader.Read(Json("{'name':'m','type':'max','expression':'k'}")), NoSchema);
        using (var document = JsonDocument.Parse("""{"k":"text","o":{"a":[1]}}"""))
            aggregator.Add(new EvaluationScope { Model = NoSchema, This = document.RootElement, Now = Now });
        Assert.That(Write(aggregator, 0, 10), Is.EqualTo(Rows("{'groupby':{'group':['text',{'a':[1]}]},'m':'text'}")));
    }

    [Test]
    public void Group_ThroughTheItemsOfSeveralLists_IsRefused()
    {
        var refusal = Refusal(() => Run(new GroupKey(null, ["a.$", "b.$"]), "[{'name':'n','type':'count'}]", "{'a':[1],'b':[2]}"));
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, "invalid_group_definition")));
    }

    [TestCase("{'k':1}", "{'k':2}", "{'k':2}", false)]
    [TestCase("{'k':1}", "{'k':2}", "{'k':3}", true)]
    public void Add_MoreGroupsThanARequestMayHave_IsRefused(string first, string second, string third, bool isRefused)
    {
        var computations = ComputationReader.Read(Json("[{'name':'n','type':'count'},{'name':'s','type':'sum','expression':'k'}]"));
        var aggregator = new GroupAggregator(new GroupKey("k", []), computations, NoSchema, mostFigures: 4);
        aggregator.Add(Scope(first, NoSchema));
        aggregator.Add(Scope(second, NoSchema));
        if (!isRefused)
        {
            Assert.That(() => aggregator.Add(Scope(third, NoSchema)), Throws.Nothing);
            return;
        }

        var refusal = Refusal(() => aggregator.Add(Scope(third, NoSchema)));
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, "invalid_group_definition")));
        Assert.That(refusal.Message, Does.Contain("4 figures"));
    }

    [TestCaseSource(nameof(RealGroups))]
    public void Add_RealGroup_Runs(string group, string computations)
    {
        var key = group == "-" ? null : group[0] == '[' ? new GroupKey(null, ["productId"]) : new GroupKey(group, []);
        var json = computations.Split("; ").Select(computation =>
        {
            var words = computation.Split(' ');
            var expression = string.Join(' ', words[2..^1]).Trim('\'');
            return $"{{'name':'{words[0]}','type':'{words[1]}','expression':{(expression == "-" ? "null" : $"'{expression}'")},'sort':{(words[^1] == "-" ? "null" : $"'{words[^1]}'")}}}";
        });
        Assert.That(() => Run(key, $"[{string.Join(",", json)}]", Recipes), Throws.Nothing);
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property WriteRows_AnyOrderOfDocuments_GivesTheSame() =>
        Prop.ForAll(RandomExpressions.Documents.ListOf().ToArbitrary(), Gen.Elements("a", "b", "list.$", "TYPEOF(a)", "[a, b]").ToArbitrary(), (documents, group) =>
        {
            const string Computations = "[{'name':'n','type':'count'},{'name':'s','type':'sum','expression':'b'},{'name':'x','type':'max','expression':'a'}]";
            string Of(IEnumerable<JsonElement> ordered)
            {
                var aggregator = new GroupAggregator(new GroupKey(group, []), ComputationReader.Read(Json(Computations)), NoSchema);
                foreach (var document in ordered) aggregator.Add(new EvaluationScope { Model = NoSchema, This = document, Now = Now });
                return Write(aggregator, 0, int.MaxValue);
            }

            Assert.That(Of(documents.AsEnumerable().Reverse()), Is.EqualTo(Of(documents)));
        });

    private static IEnumerable<TestCaseData> RealGroups() =>
        RealWorldQuery.Of('G').Select(query => new TestCaseData(query.Parts[0], query.Parts[1]).SetArgDisplayNames(query.Number));

    private static string Run(string group, string computations, params string[] documents) => Run(new GroupKey(group, []), computations, documents);

    private static string Run(GroupKey? group, string computations, params string[] documents) => Run(group, computations, 0, 100, documents);

    private static string Run(GroupKey? group, string computations, long skip, int limit, params string[] documents)
    {
        var aggregator = new GroupAggregator(group, ComputationReader.Read(Json(computations)), NoSchema);
        foreach (var document in documents) aggregator.Add(Scope(document, NoSchema));
        return Write(aggregator, skip, limit);
    }

    private static string Write(GroupAggregator aggregator, long skip, int limit)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) aggregator.WriteRows(writer, skip, limit);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Rows(params string[] rows) => $"[{string.Join(",", rows)}]".Replace('\'', '"');

    private static string Keys(string rows) =>
        string.Join(' ', JsonElement.Parse(rows).EnumerateArray().Select(row => row.GetProperty("groupby").GetProperty("group").GetString()));
}
