using System.Text;
using Altogic.Reactive.Internal.Delivery;

namespace Altogic.Reactive.Tests.Internal.Delivery;

public sealed class Utf8MapTests
{
    [Test]
    public void Values_AreFoundByTheirBytes_AndOnlyByThem()
    {
        var map = Utf8Map<string>.Empty;
        var keys = Enumerable.Range(0, 1000).Select(n => $"ş😀-{n}").ToList();
        foreach (var key in keys) map = map.With(key, key.ToUpperInvariant());

        Assert.That(keys.Select(key => map.Find(Encoding.UTF8.GetBytes(key))), Is.EqualTo(keys.Select(key => key.ToUpperInvariant())));
        Assert.That(map.Find("ş😀"u8), Is.Null);
        Assert.That(map.Find(""u8), Is.Null);
        Assert.That(Utf8Map<string>.Empty.Find("x"u8), Is.Null);
    }

    [Test]
    public void Changes_AreCopies()
    {
        var first = Utf8Map<string>.Empty.With("a", "1");
        var second = first.With("a", "2").With("b", "3");
        var third = second.Without("a").Without("missing");

        Assert.That((first.Find("a"), first.Count), Is.EqualTo(("1", 1)));
        Assert.That((second.Find("a"), second.Find("b"), second.Count), Is.EqualTo(("2", "3", 2)));
        Assert.That((third.Find("a"), third.Find("b"), third.Count), Is.EqualTo(((string?)null, "3", 1)));
        Assert.That(third.Without("b"), Is.SameAs(Utf8Map<string>.Empty));
    }
}
