using Altogic.Reactive.Internal.Binding;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Binding;

/// <summary>What counts as unchanged when nobody says so.</summary>
public sealed class ItemEqualityTests
{
    [Test]
    public void Json_IsComparedByContent()
    {
        Assert.That(AreEqual(JObject.Parse("""{"a":[1,{"b":2}]}"""), JObject.Parse("""{"a":[1,{"b":2}]}""")), Is.True);
        Assert.That(AreEqual(JObject.Parse("""{"a":[1,{"b":2}]}"""), JObject.Parse("""{"a":[1,{"b":3}]}""")), Is.False);
    }

    [Test]
    public void RecordsAndValues_SayThemselvesWhatIsEqual()
    {
        Assert.That(AreEqual(new Item("a", "x"), new Item("a", "x")), Is.True);
        Assert.That(AreEqual(new Item("a", "x"), new Item("a", "y")), Is.False);
        Assert.That((AreEqual(1, 1), AreEqual(1, 2), AreEqual("a", "a"), AreEqual<Item?>(null, null), AreEqual(null, new Item("a"))), Is.EqualTo((true, false, true, true, false)));
    }

    [Test]
    public void Classes_AreComparedByTheirJsonMembers()
    {
        Assert.That(AreEqual(Sample(), Sample()), Is.True);
        Assert.That(AreEqual(Sample(), Sample(card => card.Seen = 7)), Is.True, "not in JSON");
        Action<Card>[] changes =
        [
            card => card.Title = "other", card => card.Title = null, card => card.Tags[0] = "other", card => card.Tags.Add("more"),
            card => card.Tags.RemoveAt(1), card => card.Parts[0].Text = "other", card => card.Extra["a"] = 2, card => card.Extra.Add("b", 1),
            card => card.Extra = new Dictionary<string, int> { ["c"] = 1 }, card => card.Raw = new JObject { ["x"] = 2 }, card => card.Parts = [],
        ];
        foreach (var change in changes) Assert.That(AreEqual(Sample(), Sample(change)), Is.False);
    }

    [Test]
    public void Circles_AreTakenForChanged()
    {
        Assert.That(AreEqual(Circle(), Circle()), Is.False);

        static Node Circle()
        {
            var node = new Node();
            node.Next = node;
            return node;
        }
    }

    private static bool AreEqual<T>(T x, T y) => new ItemEquality<T>(custom: null).Equals(x, y);

    private static Card Sample(Action<Card>? change = null)
    {
        var card = new Card
        {
            Title = "one",
            Tags = ["a", "b"],
            Parts = [new Part { Text = "first" }],
            Extra = new Dictionary<string, int> { ["a"] = 1 },
            Raw = new JObject { ["x"] = 1 },
        };
        change?.Invoke(card);
        return card;
    }

    private sealed class Card
    {
        public string? Title { get; set; }

        public List<string> Tags { get; set; } = [];

        public Part[] Parts { get; set; } = [];

        public Dictionary<string, int> Extra { get; set; } = [];

        public JObject? Raw { get; set; }

        [JsonIgnore]
        public int Seen { get; set; }
    }

    private sealed class Part
    {
        public string? Text { get; set; }
    }

    private sealed class Node
    {
        public Node? Next { get; set; }
    }
}
