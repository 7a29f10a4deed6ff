using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Tests.Backend.Database.Values;

/// <summary>Update instructions that could keep the writer busy for long.</summary>
internal sealed class FieldUpdaterTests
{
    private static readonly Shaping Shaping = new(new ObjectId(TimeProvider.System), DateTimeOffset.UnixEpoch, Secrets.None);

    [TestCase("push", "4", "[1,2,3,4]")]
    [TestCase("push", "[4,5]", "[1,2,3,4,5]")]
    [TestCase("pull", "[1.0,3]", "[2]")]
    [TestCase("pop", "null", "[1,2]")]
    [TestCase("shift", "null", "[2,3]")]
    public void Apply_ToAList_EditsItWhereItStands(string type, string value, string expected)
    {
        var stored = new JsonObject { ["_id"] = "61f0c0ffee00000000000001", ["o"] = new JsonObject { ["l"] = new JsonArray(1, 2, 3) } };
        var list = stored["o"]!["l"];

        Apply(stored, $$"""{"field":"o.l","updateType":"{{type}}","value":{{value}}}""");

        Assert.That(stored["o"]!["l"], Is.SameAs(list));
        Assert.That(list!.ToJsonString(), Is.EqualTo(expected));
    }

    [Test]
    public void Apply_ThroughMoreItemsThanOneCallMay_IsRefused()
    {
        var stored = new JsonObject { ["l"] = new JsonArray([.. Enumerable.Repeat<JsonNode?>(null, 500_000)]) };
        var updates = string.Join(",", Enumerable.Repeat("""{"field":"l","updateType":"pull","value":1}""", 11));

        var refusal = Assert.Throws<ApiException>(() => Apply(stored, $"[{updates}]"))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, "invalid_value")));
        Assert.That(refusal.Message, Does.Contain("5000000"));
    }

    [TestCase(1000, true)]
    [TestCase(1001, false)]
    public void Read_Updates_AreLimited(int count, bool isAllowed)
    {
        var updates = JsonElement.Parse($"[{string.Join(",", Enumerable.Repeat("""{"field":"l","updateType":"pop"}""", count))}]");
        if (isAllowed) Assert.That(FieldUpdate.Read(updates), Has.Count.EqualTo(count));
        else Assert.That(Assert.Throws<ApiException>(() => FieldUpdate.Read(updates))!.Message, Does.Contain("1000 field updates"));
    }

    [TestCase("1", "1.0", true)]
    [TestCase("\"a\"", "\"a\"", true)]
    [TestCase("[1,[2.5,\"x\"]]", "[1,[2.5,\"x\"]]", true)]
    [TestCase("{\"a\":1,\"b\":[true]}", "{\"b\":[true],\"a\":1}", true)]
    [TestCase("null", "null", true)]
    [TestCase("1", "\"1\"", false)]
    [TestCase("true", "1", false)]
    [TestCase("9007199254740993", "9007199254740992", false)]
    public void Comparer_OfValues_AgreesWithTheirHashes(string left, string right, bool areSame)
    {
        var (a, b) = (JsonNode.Parse(left), JsonNode.Parse(right));
        Assert.That(new HashSet<JsonNode?>([a], JsonEquality.Comparer).Contains(b), Is.EqualTo(areSame));
        Assert.That(JsonEquality.AreSame(a, b), Is.EqualTo(areSame));
    }

    private static void Apply(JsonObject stored, string updates) =>
        new FieldUpdater(new ObjectShaper(Shaping), Shaping.Errors).Apply(ObjectSchema.Anything, stored, FieldUpdate.Read(JsonElement.Parse(updates)));
}
