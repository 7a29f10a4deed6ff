using Altogic.Reactive.Internal.Binding;

namespace Altogic.Reactive.Tests.Binding;

public sealed class ListDifferTests
{
    private sealed record Outcome(List<Item> List, ListDifference<Item, string> Difference)
    {
        public int Count(EditKind kind) => Difference.Edits.Count(edit => edit.Kind == kind);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Steps_LeadFromAnyListToAnyOther(byte[] before, (byte Key, bool IsChanged)[] after)
    {
        var old = Shown(before);
        var wanted = Wanted(after);

        var outcome = Run(old, wanted);

        Assert.That(outcome.List, Is.EqualTo(wanted));
        Assert.That(outcome.Difference.Rows.Select(row => row.Item), Is.EqualTo(wanted));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Steps_AreTheFewest(byte[] before, (byte Key, bool IsChanged)[] after)
    {
        var old = Shown(before);
        var wanted = Wanted(after);
        var kept = wanted.Where(item => old.Any(other => other.Id == item.Id)).ToList();

        var outcome = Run(old, wanted);

        var order = kept.Select(item => old.FindIndex(other => other.Id == item.Id)).ToList();
        Assert.That(outcome.Count(EditKind.Remove), Is.EqualTo(old.Count - kept.Count));
        Assert.That(outcome.Count(EditKind.Insert), Is.EqualTo(wanted.Count - kept.Count));
        Assert.That(outcome.Count(EditKind.Move), Is.EqualTo(kept.Count - LongestByTrying(order)));
        var changed = outcome.Count(EditKind.Replace) + outcome.Difference.Edits.Count(edit => edit is { Kind: EditKind.Move, IsChanged: true });
        Assert.That(changed, Is.EqualTo(kept.Count(item => !old.Contains(item))));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void UnchangedItems_KeepTheirInstances(byte[] before, (byte Key, bool IsChanged)[] after)
    {
        var old = Shown(before);
        var wanted = Wanted(after);

        var outcome = Run(old, wanted);

        foreach (var item in outcome.List)
            if (old.Find(other => other == item) is { } instance) Assert.That(item, Is.SameAs(instance));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void ShownDuplicates_AreMended(byte[] before, byte[] after)
    {
        var old = before.Select(key => new Item("k" + key % 8)).ToList();
        var wanted = Shown(after);

        Assert.That(Run(old, wanted).List, Is.EqualTo(wanted));
    }

    [TestCase("a b c d", "b c d a", 1)]
    [TestCase("a b c d", "d a b c", 1)]
    [TestCase("a b c d", "d c b a", 3)]
    [TestCase("a b c d e f", "a e c d b f", 2)]
    public void Moves_AreAsFewAsPossible(string before, string after, int moves)
    {
        var outcome = Run([.. Item.List(before.Split(' '))], [.. Item.List(after.Split(' '))]);

        Assert.That(outcome.Difference.Edits.Select(edit => edit.Kind), Is.All.EqualTo(EditKind.Move));
        Assert.That(outcome.Difference.Edits, Has.Count.EqualTo(moves));
    }

    private static List<Item> Shown(byte[] keys) => [.. keys.Select(key => key % 24).Distinct().Select(key => new Item("k" + key))];

    private static List<Item> Wanted((byte Key, bool IsChanged)[] rows) =>
        [.. rows.Select(row => (Key: row.Key % 24, row.IsChanged)).DistinctBy(row => row.Key).Select(row => new Item("k" + row.Key, row.IsChanged ? "new" : ""))];

    private static Outcome Run(List<Item> old, List<Item> wanted)
    {
        var list = old.ToList();
        var difference = ListDiffer<Item, string>.Compare(ToRows(old), ToRows(wanted), EqualityComparer<Item>.Default);
        foreach (var edit in difference.Edits)
        {
            if (edit.Kind != EditKind.Insert) Assert.That(list[edit.Index], Is.SameAs(edit.Old));
            if (edit.Kind is EditKind.Remove or EditKind.Move) list.RemoveAt(edit.Index);
            if (edit.Kind == EditKind.Insert) list.Insert(edit.Index, edit.Item);
            if (edit.Kind == EditKind.Move) list.Insert(edit.To, edit.Item);
            if (edit.Kind == EditKind.Replace) list[edit.Index] = edit.Item;
        }

        return new Outcome(list, difference);
    }

    private static Row<Item, string>[] ToRows(List<Item> items) => Rows.Of(items, item => item.Id);

    /// <summary>The slow way: for each number the longest run that ends there.</summary>
    private static int LongestByTrying(List<int> numbers)
    {
        var lengths = new List<int>();
        foreach (var number in numbers)
            lengths.Add(1 + lengths.Where((_, i) => numbers[i] < number).DefaultIfEmpty(0).Max());
        return lengths.DefaultIfEmpty(0).Max();
    }
}
