using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Tests.Sessions;

public sealed class MemorySessionStoreTests
{
    [Test]
    public void Save_Load_Clear()
    {
        var store = new MemorySessionStore();
        var state = new StoredSession(new Session { Token = "t" }, null);
        Assert.That(store.Load(), Is.Null);

        store.Save(state);
        Assert.That(store.Load(), Is.SameAs(state));

        store.Clear();
        Assert.That(store.Load(), Is.Null);
        Assert.That(() => store.Save(null!), Throws.ArgumentNullException);
    }
}
