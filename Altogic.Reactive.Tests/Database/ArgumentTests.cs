using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

/// <summary>Mistakes of the caller throw at the call (db-query §12), before anything is sent.</summary>
public sealed class ArgumentTests
{
    private static IEnumerable<TestCaseData> Mistakes()
    {
        static TestCaseData Of(string name, Action<QueryBuilder<Todo>> call) => new TestCaseData(call).SetArgDisplayNames(name);

        yield return Of("limit 0", q => q.Limit(0));
        yield return Of("limit -1", q => q.Limit(-1));
        yield return Of("page 0", q => q.PageNumber(0));
        yield return Of("page size 0", q => q.Page(0));
        yield return Of("page of pages 0", q => q.Page(5).Get(0));
        yield return Of("prefetch -1", q => q.Page(5).ToObservable(-1));
        yield return Of("items prefetch -1", q => q.Page(5).Items(-1));
        yield return Of("random 0", q => q.GetRandom(0));
        yield return Of("sort blank", q => q.Sort(" "));
        yield return Of("sort direction", q => q.Sort("a", (SortDirection)7));
        yield return Of("sort not a member", q => q.OrderBy(t => t.Count + 1));
        yield return Of("sort the object", q => q.OrderBy(t => t));
        yield return Of("omit blank", q => q.Omit("a", ""));
        yield return Of("omit null", q => q.Omit((string[])null!));
        yield return Of("group blank", q => q.Group(" "));
        yield return Of("group empty", q => q.Group(Array.Empty<string>()));
        yield return Of("group with a blank", q => q.Group(["a", " "]));
        yield return Of("lookup blank", q => q.Lookup(""));
        yield return Of("lookup null", q => q.Lookup((Lookup)null!));
        yield return Of("lookup without name", q => q.Lookup("", "m", "q"));
        yield return Of("lookup without model", q => q.Lookup("n", " ", "q"));
        yield return Of("lookup without query", q => q.Lookup("n", "m", ""));
        yield return Of("search null", q => q.SearchText(null!));
        yield return Of("search count null", q => q.SearchTextWithCountInfo(null!));
        yield return Of("fuzzy without field", q => q.SearchFuzzy(" ", "x"));
        yield return Of("fuzzy null", q => q.SearchFuzzy("a", null!));
        yield return Of("create null", q => q.Create((object)null!));
        yield return Of("create a list", q => q.Create((object)new[] { new Todo() }));
        yield return Of("create a JSON list", q => q.Create(new JArray()));
        yield return Of("create a text", q => q.Create("text"));
        yield return Of("create a number", q => q.Create(5));
        yield return Of("create a JSON value", q => q.Create(new JValue(5)));
        yield return Of("create none", q => q.Create(new List<Todo>()));
        yield return Of("create many with null", q => q.CreateMany([new { }, null!]));
        yield return Of("create many texts", q => q.CreateMany(["a"]));
        yield return Of("set null", q => q.Set(null!, "1"));
        yield return Of("set without parent", q => q.Set(new { }, " "));
        yield return Of("append null", q => q.Append((object)null!, "1"));
        yield return Of("append without parent", q => q.Append(new { }, null!));
        yield return Of("append a list as one", q => q.Append((object)new List<Todo>(), "1"));
        yield return Of("append none", q => q.AppendMany([], "1"));
        yield return Of("update null", q => q.Filter("a").Update(null!));
        yield return Of("update a list", q => q.Filter("a").Update(new[] { new { } }));
        yield return Of("no updates", q => q.Filter("a").UpdateFields());
        yield return Of("null update", q => q.Filter("a").UpdateFields((FieldUpdate)null!));
        yield return Of("no typed updates", q => q.Filter("a").UpdateFields(u => u));
        yield return Of("no computations", q => q.Compute());
        yield return Of("no typed computations", q => q.Compute(c => c));
        yield return Of("computations of one name", q => q.Compute(GroupComputation.Count("a"), GroupComputation.Sum("a", "x")));
        yield return Of("computation without name", _ => GroupComputation.Count(" "));
        yield return Of("computation with the reserved name", _ => GroupComputation.Count("groupby"));
        yield return Of("computation without expression", _ => GroupComputation.Sum("a", " "));
        yield return Of("countif without expression", _ => GroupComputation.CountIf("a", ""));
        yield return Of("update of an id", _ => FieldUpdate.Set("_id", "x"));
        yield return Of("update of a parent", _ => FieldUpdate.Unset("_parent"));
        yield return Of("update without field", _ => FieldUpdate.Push("", 1));
        yield return Of("increment by NaN", _ => FieldUpdate.Increment("a", double.NaN));
        yield return Of("increment by a date", _ => FieldUpdate.Increment("a", DateTime.UnixEpoch));
        yield return Of("blank id", q => q.Object(" "));
        yield return Of("get without id", q => q.Object().Get());
        yield return Of("update without id", q => q.Object().Update(new { }));
        yield return Of("update fields without id", q => q.Object().UpdateFields(FieldUpdate.Pop("a")));
        yield return Of("delete without id", q => q.Object().Delete());
        yield return Of("object create null", q => q.Object().Create(null!));
        yield return Of("object create a list", q => q.Object().Create(new[] { 1 }));
        yield return Of("object set without parent", q => q.Object().Set(new { }, ""));
        yield return Of("object append null", q => q.Object().Append(null!, "1"));
        yield return Of("object without updates", q => q.Object("1").UpdateFields());
        yield return Of("object with a null lookup", q => q.Object("1").Get([null!]));
        yield return Of("object with an unknown cache option", q => q.Object("1").Get(new GetOptions { Cache = (CacheOption)99 }));
    }

    [TestCaseSource(nameof(Mistakes))]
    public void Mistake_ThrowsAtTheCall(Action<QueryBuilder<Todo>> call)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        Assert.That(() => call(client.Db.Model<Todo>()), Throws.InstanceOf<ArgumentException>());
        Assert.That(http.Requests, Is.Empty);
    }
}
