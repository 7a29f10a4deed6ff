using System.Text.Json;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

internal sealed class QueryReaderTests
{
    private static readonly LimitsDefinition Limits = new() { DefaultPageSize = 100, MaxPageSize = 1000 };

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"expression":null,"lookups":null,"page":null,"limit":null,"sort":null,"omit":null,"group":null}""")]
    [TestCase("""{"expression":"","lookups":"","page":"","limit":"","sort":"","omit":"","group":""}""")]
    [TestCase("""{"expression":" \n","lookups":[],"page":" ","limit":"  ","sort":[],"omit":[],"group":[]}""")]
    public void Read_NothingGiven_TakesDefaults(string query)
    {
        var request = Read(query, QueryParts.List | QueryParts.Group);

        Assert.That(request.Expression, Is.Null);
        Assert.That(request.Lookups, Is.Empty);
        Assert.That(request.Sort, Is.Empty);
        Assert.That(request.Omit, Is.Empty);
        Assert.That(request.Group, Is.Null);
        Assert.That((request.Page, request.Limit, request.Skip), Is.EqualTo((1, 100, 0)));
    }

    [TestCase("2", "20", 2, 20, 20)]
    [TestCase("\"3\"", "\" 10 \"", 3, 10, 20)]
    [TestCase("2.0", "1e1", 2, 10, 10)]
    [TestCase("2", "null", 2, 100, 100)]
    [TestCase("2", "5000", 2, 1000, 1000)]
    [TestCase("1", "1e300", 1, 1000, 0)]
    [TestCase("1e300", "2", long.MaxValue, 2, long.MaxValue)]
    public void Read_Paging_ClampsAndConverts(string page, string limit, long wantedPage, int wantedLimit, long wantedSkip)
    {
        var request = Read($$"""{"page":{{page}},"limit":{{limit}}}""", QueryParts.List);

        Assert.That((request.Page, request.Limit, request.Skip), Is.EqualTo((wantedPage, wantedLimit, wantedSkip)));
    }

    [TestCase("lookups", "{'field':'f#'}", QueryReader.MaxLookups, "invalid_lookup")]
    [TestCase("sort", "{'field':'f#'}", QueryReader.MaxSorts, "invalid_value")]
    [TestCase("omit", "'f#'", QueryReader.MaxOmits, "invalid_field_masking")]
    [TestCase("group", "'f#'", QueryReader.MaxGroupFields, "invalid_group_definition")]
    public void Read_Lists_AreLimited(string member, string entry, int most, string code)
    {
        string Query(int count) => $$"""{"{{member}}":[{{string.Join(",", Enumerable.Range(0, count).Select(i => entry.Replace("#", $"{i}", StringComparison.Ordinal).Replace('\'', '"')))}}]}""";
        Assert.That(() => Read(Query(most), QueryParts.List | QueryParts.Group), Throws.Nothing);

        var refusal = Assert.Throws<ApiException>(() => Read(Query(most + 1), QueryParts.List | QueryParts.Group))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, code)));
        Assert.That(refusal.Message, Does.Contain($"{most}"));
    }

    [TestCase("""{"limit":0}""", "invalid_limit")]
    [TestCase("""{"limit":-1}""", "invalid_limit")]
    [TestCase("""{"limit":1.5}""", "invalid_limit")]
    [TestCase("""{"limit":"0"}""", "invalid_limit")]
    [TestCase("""{"limit":"ten"}""", "invalid_limit")]
    [TestCase("""{"limit":{}}""", "invalid_value")]
    [TestCase("""{"limit":true}""", "invalid_value")]
    [TestCase("""{"page":0}""", "invalid_value")]
    [TestCase("""{"page":"-2"}""", "invalid_value")]
    [TestCase("""{"page":0.5}""", "invalid_value")]
    [TestCase("""{"page":"NaN"}""", "invalid_value")]
    [TestCase("""{"expression":5}""", "invalid_value")]
    [TestCase("""{"expression":{"a":1}}""", "invalid_value")]
    [TestCase("""{"sort":"name"}""", "invalid_value")]
    [TestCase("""{"sort":["name"]}""", "invalid_value")]
    [TestCase("""{"sort":[{"direction":"asc"}]}""", "missing_required_value")]
    [TestCase("""{"sort":[{"field":"a","direction":"up"}]}""", "invalid_sort_direction")]
    [TestCase("""{"sort":[{"field":"a","direction":1}]}""", "invalid_sort_direction")]
    [TestCase("""{"sort":[{"field":"a","direction":"ASC"}]}""", "invalid_sort_direction")]
    [TestCase("""{"omit":"name"}""", "invalid_field_masking")]
    [TestCase("""{"omit":[1]}""", "invalid_field_masking")]
    [TestCase("""{"omit":{}}""", "invalid_field_masking")]
    [TestCase("""{"lookups":{"field":"user"}}""", "invalid_value")]
    [TestCase("""{"lookups":["user"]}""", "invalid_value")]
    [TestCase("""{"lookups":[{"field":5}]}""", "invalid_value")]
    [TestCase("""{"lookups":[{}]}""", "missing_required_value")]
    [TestCase("""{"lookups":[{"name":"a","modelName":"b"}]}""", "missing_required_value")]
    [TestCase("""{"group":5}""", "invalid_group_definition")]
    [TestCase("""{"group":["a",5]}""", "invalid_group_definition")]
    [TestCase("""{"group":["a"," "]}""", "invalid_group_definition")]
    [TestCase("5", "invalid_value")]
    [TestCase("[]", "invalid_value")]
    public void Read_WrongMember_IsRefused(string query, string code)
    {
        Assert.That(() => Read(query, QueryParts.List | QueryParts.Group), Throws.TypeOf<ApiException>()
            .With.Property(nameof(ApiException.Status)).EqualTo(400)
            .And.Matches<ApiException>(e => e!.Items[0].Code == code));
    }

    [Test]
    public void Read_MembersTheOperationIgnores_AreNotLookedAt()
    {
        const string Query = """{"expression":"a","lookups":5,"page":-1,"limit":"x","sort":7,"omit":8,"group":9}""";

        Assert.That(() => Read(Query, QueryParts.Filter), Throws.Nothing);
        var none = Read(Query, QueryParts.None);
        Assert.That((none.Expression, none.Page, none.Limit, none.Group), Is.EqualTo(((string?)null, 1L, 100, (GroupKey?)null)));
    }

    [Test]
    public void Read_Lookups_KeepsOrderAndDropsRepetitions()
    {
        var request = Read(
            """{"lookups":[{"field":"user"},{"name":"p","modelName":"m","query":"true"},{"field":"user"},{"field":"","name":"q","modelName":"m","query":"true"}]}""", QueryParts.Change);

        Assert.That(request.Lookups, Is.EqualTo(new[]
        {
            LookupRequest.Simple("user"), LookupRequest.Complex("p", "m", "true"), LookupRequest.Complex("q", "m", "true"),
        }));
    }

    [Test]
    public void Read_TooManySorts_IsRefused()
    {
        var sorts = string.Join(",", Enumerable.Range(0, 101).Select(i => $$"""{"field":"f{{i}}"}"""));

        Assert.That(() => Read($$"""{"sort":[{{sorts}}]}""", QueryParts.List), Throws.TypeOf<ApiException>().With.Matches<ApiException>(e => e!.Items[0].Code == "invalid_value"));
    }

    [Test]
    public void Read_TooManyLookups_IsRefused()
    {
        var lookups = string.Join(",", Enumerable.Range(0, 21).Select(i => $$"""{"field":"f{{i}}"}"""));

        Assert.That(() => Read($$"""{"lookups":[{{lookups}}]}""", QueryParts.List), Throws.TypeOf<ApiException>().With.Matches<ApiException>(e => e!.Items[0].Code == "invalid_lookup"));
    }

    [Test]
    public void Read_Group_TakesTextOrFields()
    {
        Assert.That(Read("""{"group":"a + b"}""", QueryParts.Compute).Group!.Expression, Is.EqualTo("a + b"));
        Assert.That(Read("""{"group":["a","b.c","a"]}""", QueryParts.Compute).Group!.Fields, Is.EqualTo(new[] { "a", "b.c" }));
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("null", false)]
    [TestCase("0", false)]
    [TestCase("1", true)]
    [TestCase("\"\"", false)]
    [TestCase("\"x\"", true)]
    [TestCase("{}", true)]
    [TestCase("[]", true)]
    [TestCase("""{"returnCountInfo":true}""", true)]
    public void IsTruthy_AnyJson_IsThatOfJavaScript(string json, bool expected) =>
        Assert.That(QueryReader.IsTruthy(JsonElement.Parse(json)), Is.EqualTo(expected));

    [Test]
    public void IsTruthy_Absent_IsFalse() => Assert.That(QueryReader.IsTruthy(default), Is.False);

    [TestCase("1", 1)]
    [TestCase("\"5\"", 5)]
    [TestCase("100000", 1000)]
    public void ReadCount_Number_IsClamped(string json, int expected) =>
        Assert.That(QueryReader.ReadCount(JsonElement.Parse(json), Limits), Is.EqualTo(expected));

    [TestCase("null")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("\"x\"")]
    [TestCase("{}")]
    public void ReadCount_NoCount_IsRefused(string json) =>
        Assert.That(
            () => QueryReader.ReadCount(JsonElement.Parse(json), Limits),
            Throws.TypeOf<ApiException>().With.Matches<ApiException>(e => e!.Items[0].Code == "invalid_value"));

    private static QueryRequest Read(string query, QueryParts parts) => QueryReader.Read(JsonElement.Parse(query), parts, Limits);
}
