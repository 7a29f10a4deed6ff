using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Every database operation of our client against our backend, over loopback HTTP.</summary>
public sealed class DatabaseEndToEndTests
{
    private BackendFixture _backend = null!;
    private AltogicClient _client = null!;

    private DatabaseManager Db => _client.Db;

    [SetUp]
    public async Task SetUp()
    {
        _backend = await BackendFixture.StartAsync();
        _client = new AltogicClient(_backend.Url, _backend.ClientKey);
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task Query_OfTypedObjects_FindsThem()
    {
        var todos = Db.Model<Todo>();
        var created = await todos.Create(Enumerable.Range(1, 30).Select(n => new Todo
        {
            Title = $"todo {n}",
            Count = n,
            Done = n % 2 == 0,
            Due = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(n),
            CreatedAt = new DateTimeOffset(2024, 1, n, 2, 0, 0, TimeSpan.FromHours(2)),
            NamedStage = n > 20 ? Stage.Done : Stage.Open,
            Stage = Stage.Open,
            Tags = n % 3 == 0 ? ["three", "o'clock"] : [],
            Place = new GeoPoint(n, -n),
        })).ShouldSucceed();
        Assert.That(created.Select(t => t.Id), Is.Unique.And.All.Length.EqualTo(24));

        var (limit, tag, day) = (25, "o'clock", new DateTime(2024, 1, 11, 0, 0, 0, DateTimeKind.Utc));
        var byLambda = await todos.Where(t => !t.Done && t.Count < limit && t.Tags.Contains(tag)).OrderByDescending(t => t.Count).Get().ShouldSucceed();
        var byText = await todos.Filter($"!done && count < {limit} && IN(tags, {tag})").Sort("count", SortDirection.Descending).Get().ShouldSucceed();
        var byDay = await todos.Where(t => t.Due <= day).GetWithCountInfo().ShouldSucceed();
        var byStage = await todos.Where(t => t.NamedStage == Stage.Done && t.Due > day).GetWithCountInfo().ShouldSucceed();

        Assert.That(byLambda.Select(t => t.Count), Is.EqualTo(new[] { 21, 15, 9, 3 }));
        Assert.That(byText.Select(t => t.Id), Is.EqualTo(byLambda.Select(t => t.Id)));
        Assert.That((byDay.Info.Count, byStage.Info.Count), Is.EqualTo((10L, 10L)));
        Assert.That(byLambda[0].Place, Is.EqualTo(new GeoPoint(21, -21)));
        Assert.That((await todos.Where(t => t.Id == created[4].Id).GetSingle().ShouldSucceed())!.Count, Is.EqualTo(5));
        Assert.That(await todos.Where(t => t.Title == "none").GetSingle().ShouldSucceed(), Is.Null);
        Assert.That((await todos.Where(t => t.Done).GetRandom(5).ShouldSucceed()).Select(t => t.Id).ToList(), Is.Unique.And.Count.EqualTo(5));
    }

    [Test]
    public async Task Pages_OfManyObjects_AreAllThere()
    {
        var rows = Db.Model("rows");
        await rows.CreateMany(Enumerable.Range(1, 230).Select(n => (object)new { n })).ShouldSucceed();

        var pages = await rows.Sort("n").Page(50).ToObservable(prefetch: 2).ValueOrThrow().ToList();
        var items = await rows.Where(r => (int)r["n"]! > 200).Sort("n").Page(7).Items().ValueOrThrow().Select(r => (int)r["n"]!).ToList();
        var some = await rows.Sort("n").Page(10).Items().Take(15).Count();

        Assert.That(pages.Select(p => p.Items.Count), Is.EqualTo(new[] { 50, 50, 50, 50, 30 }));
        Assert.That(pages.Select(p => p.TotalCount), Is.All.EqualTo(230));
        Assert.That(pages.SelectMany(p => p.Items).Select(r => (int)r["n"]!), Is.EqualTo(Enumerable.Range(1, 230)));
        Assert.That(items, Is.EqualTo(Enumerable.Range(201, 30)));
        Assert.That(some, Is.EqualTo(15));
    }

    [Test]
    public async Task BulkWrites_ChangeWhatMatches()
    {
        var rows = Db.Model("rows");
        await rows.CreateMany(Enumerable.Range(1, 10).Select(n => (object)new { n, tags = new[] { "a" } })).ShouldSucceed();

        Assert.That((await rows.Where(r => (int)r["n"]! > 7).Update(new { big = true }).ShouldSucceed()).TotalMatch, Is.EqualTo(3));
        Assert.That((await rows.Where(_ => true).UpdateFields(FieldUpdate.Increment("n", 100), FieldUpdate.Push("tags", "it's")).ShouldSucceed()).Updated, Is.EqualTo(10));
        Assert.That((await rows.Filter("big").Delete().ShouldSucceed()).Deleted, Is.EqualTo(3));
        Assert.That((await rows.Filter("n == -1").Delete().ShouldSucceed()).TotalMatch, Is.Zero);

        var left = await rows.Where(r => r["tags"]!.Contains("it's")).Sort("n").Get().ShouldSucceed();
        Assert.That(left.Select(r => (int)r["n"]!), Is.EqualTo(Enumerable.Range(101, 7)));
    }

    [Test]
    public async Task Compute_Groups()
    {
        var orders = Db.Model("orders");
        await orders.CreateMany([new { who = "a", price = 2.5, n = 2 }, new { who = "a", price = 1.0, n = 1 }, new { who = "b", price = 4.0, n = 1 }]).ShouldSucceed();

        var rows = await orders.Group("who").Compute(GroupComputation.Count("count", SortDirection.Descending), GroupComputation.Sum("sum", "price * n")).ShouldSucceed();
        var all = await orders.Compute(c => c.CountIf("many", o => (int)o["n"]! > 1).Max("top", o => o["price"])).ShouldSucceed();
        var none = await orders.Filter("who == 'c'").Compute(GroupComputation.Count("count")).ShouldSucceed();

        Assert.That(rows.Select(r => (r.Key<string>(), r.Value<int>("count"), r.Value<double>("sum"))), Is.EqualTo(new[] { ("a", 2, 6.0), ("b", 1, 4.0) }));
        Assert.That((all[0].Value<int>("many"), all[0].Value<double>("top")), Is.EqualTo((1, 4.0)));
        Assert.That(none, Is.Empty);
    }

    [Test]
    public async Task Lookups_BringOtherObjects()
    {
        var author = await Db.Model("authors").Create(new { name = "Kari O'Hara" }).ShouldSucceed();
        var id = (string)author["_id"]!;
        var books = Db.Model("books");
        await books.CreateMany([new { title = "a", author = id }, new { title = "b", author = "64c0aa11d2e4f60718291111" }]).ShouldSucceed();

        var name = "Kari O'Hara";
        var joined = await books.Lookup("written", "authors", $"lookup._id == this.author && lookup.name == {name}")
            .Filter($"written.name == '{name}'").Get().ShouldSucceed();
        var orphans = await books.Lookup<JObject>("written", "authors", (book, other) => other["_id"] == book["author"])
            .Where(b => b["written"] == null).Get().ShouldSucceed();

        Assert.That(joined.Select(b => (string?)b["title"]), Is.EqualTo(new[] { "a" }));
        Assert.That((string?)joined[0]["written"]!["name"], Is.EqualTo(name));
        Assert.That(orphans.Select(b => (string?)b["title"]), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task SingleObject_LivesAndDies()
    {
        var created = await Db.Model<Todo>().Object().Create(new { title = "a", count = 1 }).ShouldSucceed();
        var todo = Db.Model<Todo>().Object(created.Id);

        Assert.That((await todo.Get().ShouldSucceed())!.Title, Is.EqualTo("a"));
        Assert.That((await todo.Update(new { title = "b" }).ShouldSucceed()).Count, Is.EqualTo(1), "the others stay");
        Assert.That((await todo.UpdateFields(u => u.Increment(t => t.Count, 2).Set(t => t.Note, "n")).ShouldSucceed()).Count, Is.EqualTo(3));
        Assert.That(await todo.Delete().ShouldSucceed(), Is.Null);
        Assert.That(await todo.Delete().ShouldSucceed(), Is.Null, "twice is fine");
        Assert.That(await todo.Get().ShouldSucceed(), Is.Null);
        Assert.That((await todo.Update(new { title = "c" }).ShouldFail()).HasCode("object_not_found"), Is.True);
    }

    [Test]
    public async Task SubModels_HoldObjectsAndLists()
    {
        var todo = await Db.Model<Todo>().Create(new { title = "a", owner = new { name = "x" }, steps = new[] { new { text = "first", minutes = 1 } } }).ShouldSucceed();
        var steps = Db.Model<TodoStep>("todos.steps");

        var appended = await steps.Append([new TodoStep { Text = "second", Minutes = 2 }, new TodoStep { Text = "third", Minutes = 3 }], todo.Id!).ShouldSucceed();
        var top = await steps.As<Todo>().Append(new { text = "fourth", minutes = 4 }, todo.Id!, returnTop: true).ShouldSucceed();
        var owner = await Db.Model<TodoOwner>("todos.owner").Set(new { name = "y" }, todo.Id!).ShouldSucceed();
        var listed = await steps.Where(s => s.Minutes > 1).OrderByDescending(s => s.Minutes).Get().ShouldSucceed();

        Assert.That(appended.Select(s => s.Text), Is.EqualTo(new[] { "second", "third" }));
        Assert.That(top.Steps.Select(s => s.Text), Is.EqualTo(new[] { "first", "second", "third", "fourth" }));
        Assert.That(owner.Name, Is.EqualTo("y"));
        Assert.That(listed.Select(s => s.Minutes), Is.EqualTo(new[] { 4, 3, 2 }));
    }

    [Test]
    public async Task Search_FindsText()
    {
        await Db.Model("notes").CreateMany([new { text = "Red widget" }, new { text = "blue gadget" }]).ShouldSucceed();

        var words = await Db.Model("notes").SearchTextWithCountInfo("RED").ShouldSucceed();
        var fuzzy = await Db.Model("notes").SearchFuzzy("text", "widgit").ShouldSucceed();

        Assert.That(words.Info.Count, Is.EqualTo(1));
        Assert.That(fuzzy.Select(n => (string?)n["text"]), Is.EqualTo(new[] { "Red widget" }));
    }

    [Test]
    public async Task Stats_AndRefusals_AreResults()
    {
        await Db.Model("rows").Create(new { n = 1 }).ShouldSucceed();

        Assert.That((await Db.GetStats().ShouldSucceed()).ToString(Formatting.None), Does.Contain("rows"));
        Assert.That((await Db.Model("rows").Filter("n = 1").Get().ShouldFail()).HasCode("invalid_expression"), Is.True);
    }
}
