using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;

namespace Altogic.Reactive.Tests.Database;

public sealed class FieldUpdateTests
{
    private const string Path = "/_api/rest/v1/db/update-fields";

    [Test]
    public void ANumberThatIsNone_IsRefusedByTheNameOfTheArgument()
    {
        Assert.That(() => FieldUpdate.Increment("a", DateTime.UnixEpoch), Throws.ArgumentException.With.Property("ParamName").EqualTo("by"));
        Assert.That(() => FieldUpdate.Min("a", DateTime.UnixEpoch), Throws.ArgumentException.With.Property("ParamName").EqualTo("value"));
    }

    [Test]
    public async Task Factories_WriteTheWordsOfTheProtocol()
    {
        using var http = new StubHttp();
        http.On("POST", Path).Reply("""{"totalMatch":1,"updated":1}""");
        using var client = http.CreateClient();

        await client.Db.Model("x").Filter("true").UpdateFields(
            FieldUpdate.Set("a.b", null),
            FieldUpdate.Unset("a"),
            FieldUpdate.Increment("a", 1),
            FieldUpdate.Decrement("a", 1.5m),
            FieldUpdate.Min("a", -2L),
            FieldUpdate.Max("a", (byte)3),
            FieldUpdate.Multiply("a", 2.5),
            FieldUpdate.Pull("a", "x"),
            FieldUpdate.Push("a", true),
            FieldUpdate.Pop("a"),
            FieldUpdate.Shift("a")).ShouldSucceed();

        Assert.That(http.Single.Json!["updates"]!.ToString(Formatting.None), Is.EqualTo(
            """[{"field":"a.b","updateType":"set","value":null},{"field":"a","updateType":"unset"},"""
            + """{"field":"a","updateType":"increment","value":1},{"field":"a","updateType":"decrement","value":1.5},"""
            + """{"field":"a","updateType":"min","value":-2},{"field":"a","updateType":"max","value":3},"""
            + """{"field":"a","updateType":"multiply","value":2.5},{"field":"a","updateType":"pull","value":"x"},"""
            + """{"field":"a","updateType":"push","value":true},{"field":"a","updateType":"pop"},{"field":"a","updateType":"shift"}]"""));
    }

    [Test]
    public async Task TypedUpdates_UseTheNamesAndFormsOfTheSerializer()
    {
        using var http = new StubHttp();
        http.On("POST", Path).Reply("""{"totalMatch":1,"updated":1}""");
        using var client = http.CreateClient();

        await client.Db.Model<Todo>().Where(t => t.Done).UpdateFields(u => u
            .Set(t => t.Owner!.Address!.City, "Oslo")
            .Set(t => t.Due, new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc))
            .Set(t => t.NamedStage, Stage.Done)
            .Set(t => t.Note, null)
            .Unset(t => t.Rank)
            .Increment(t => t.Count, 1)
            .Decrement(t => t.Price, 2)
            .Min(t => t.Rank, 3)
            .Max(t => t.Weight, 0.5)
            .Multiply(t => t.Renamed, 2)
            .Push(t => t.Tags, "x")
            .Push(t => t.NamedStages, Stage.Open)
            .Pull(t => t.Numbers, 4)
            .Pop(t => t.Tags)
            .Shift(t => t.Numbers)).ShouldSucceed();

        Assert.That(http.Single.Json!["updates"]!.Select(u => $"{u["field"]} {u["updateType"]} {u["value"]?.ToString(Formatting.None)}".TrimEnd()), Is.EqualTo(new[]
        {
            "owner.address.city set \"Oslo\"", "due set \"2024-01-02T00:00:00.000Z\"", "namedStage set \"Done\"", "note set null", "rank unset",
            "count increment 1", "price decrement 2", "rank min 3", "weight max 0.5", "renamed_field multiply 2", "tags push \"x\"",
            "namedStages push \"Open\"", "numbers pull 4", "tags pop", "numbers shift",
        }));
    }

    [Test]
    public void Update_SaysWhatItIs()
    {
        var update = FieldUpdate.Increment("likes", 2);
        Assert.That((update.Field, update.UpdateType, update.Value), Is.EqualTo(("likes", "increment", (object)2)));
    }
}
