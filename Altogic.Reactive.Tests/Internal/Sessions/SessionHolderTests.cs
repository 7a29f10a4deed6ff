using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal.Sessions;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Sessions;

public sealed class SessionHolderTests
{
    private static readonly Session First = new() { Token = "token-1", UserId = "u1" };
    private static readonly Session Second = new() { Token = "token-2", UserId = "u1" };
    private static readonly User Ada = new(JObject.Parse("""{"_id":"u1","name":"Ada"}"""));

    [Test]
    public void Constructor_TakesUpWhatIsStored()
    {
        var store = new MemorySessionStore();
        store.Save(new StoredSession(First, Ada));

        using var holder = Create(store);

        Assert.That((holder.Session, holder.User, holder.Token), Is.EqualTo((First, Ada, "token-1")));
    }

    [Test]
    public void Set_StoresAndAnnouncesBothAtOnce()
    {
        var store = new MemorySessionStore();
        using var holder = Create(store);
        var states = new RxContractChecker<AuthState>();
        using var subscription = holder.Changes.Subscribe(states);

        holder.Set(First, Ada);

        states.Verify();
        Assert.That(states.Values, Is.EqualTo(new[] { AuthState.SignedOut, new AuthState(First, Ada) }));
        Assert.That(store.Load(), Is.EqualTo(new StoredSession(First, Ada)));
    }

    [Test]
    public void Changes_AreStoredBeforeTheyAreAnnounced()
    {
        var store = new MemorySessionStore();
        using var holder = Create(store);
        StoredSession? storedWhenTold = null;
        using var subscription = holder.SessionChanges.Subscribe(session => storedWhenTold = session is null ? null : store.Load());

        holder.Set(First, Ada);

        Assert.That(storedWhenTold?.Session, Is.EqualTo(First));
    }

    [Test]
    public void SetUser_DoesNotAnnounceTheSessionAgain()
    {
        using var holder = Create();
        holder.Set(First, null);
        var sessions = new RxContractChecker<Session?>();
        var users = new RxContractChecker<User?>();
        using var one = holder.SessionChanges.Subscribe(sessions);
        using var two = holder.UserChanges.Subscribe(users);

        holder.SetUser(Ada);

        sessions.Verify();
        users.Verify();
        Assert.That(sessions.Values, Is.EqualTo(new[] { First }));
        Assert.That(users.Values, Is.EqualTo(new[] { null, Ada }));
    }

    [Test]
    public void Clear_ForgetsBoth_HereAndInTheStore()
    {
        var store = new MemorySessionStore();
        using var holder = Create(store);
        holder.Set(First, Ada);

        holder.Clear();

        Assert.That(holder.State, Is.EqualTo(AuthState.SignedOut));
        Assert.That(store.Load(), Is.Null);
    }

    [Test]
    public void Clear_LeavesTheSessionThatAnotherProcessStoredMeanwhile()
    {
        var store = new MemorySessionStore();
        using var holder = Create(store);
        holder.Set(First, Ada);
        store.Save(new StoredSession(Second, Ada));

        holder.Invalidate("token-1");

        Assert.That(holder.Session, Is.Null);
        Assert.That(store.Load()?.Session, Is.EqualTo(Second));
    }

    [Test]
    public void ClearStored_RemovesItWhoseverItIs()
    {
        var store = new MemorySessionStore();
        using var holder = Create(store);
        holder.Set(First, Ada);
        store.Save(new StoredSession(Second, Ada));

        holder.ClearStored();

        Assert.That(store.Load(), Is.Null);
    }

    [Test]
    public void ClearStored_KeepsTheSessionOfThisClient()
    {
        var store = new MemorySessionStore();
        using var holder = Create(store);
        holder.Set(First, Ada);

        holder.ClearStored();

        Assert.That(store.Load(), Is.Null);
        Assert.That(holder.Session, Is.EqualTo(First));
    }

    [Test]
    public void Invalidate_TheCurrentToken_SignsOut()
    {
        using var log = new LogRecorder();
        using var holder = new SessionHolder(null, log.CreateLogger("sessions"), _ => { });
        holder.Set(First, Ada);

        holder.Invalidate("token-1");

        Assert.That(holder.State, Is.EqualTo(AuthState.SignedOut));
        Assert.That(log.Entries.Single().Text, Does.Not.Contain("token-1"));
    }

    [Test]
    public void Invalidate_AnOlderToken_LeavesTheNewSessionAlone()
    {
        using var holder = Create();
        holder.Set(First, Ada);
        holder.Set(Second, Ada);

        holder.Invalidate("token-1");
        holder.Invalidate(null);

        Assert.That(holder.Session, Is.EqualTo(Second));
    }

    [Test]
    public void AStoreThatFails_IsLogged_AndDoesNotStopTheSignIn()
    {
        using var log = new LogRecorder();
        using var holder = new SessionHolder(new BrokenStore(), log.CreateLogger("sessions"), _ => { });

        holder.Set(First, Ada);
        Assert.That(holder.Session, Is.EqualTo(First));
        holder.Clear();

        Assert.That(holder.Session, Is.Null);
        Assert.That(log.Entries.Select(entry => entry.Id), Is.EqualTo(new[] { 1200, 1201, 1202 }));
    }

    [Test]
    public void Clear_AfterASessionThatCouldNotBeStored_RemovesTheOneBefore()
    {
        var store = new SwitchableStore();
        using var holder = Create(store);
        holder.Set(First, Ada);
        store.FailsToSave = true;
        holder.SetSession(Second);

        holder.Clear();

        Assert.That(store.Stored, Is.Null);
    }

    [Test]
    public void Clear_WhenTheStoreCannotBeRead_LeavesWhatMayBeSomeoneElses()
    {
        var store = new SwitchableStore();
        using var holder = Create(store);
        holder.Set(First, Ada);
        store.Stored = new StoredSession(Second, null);
        store.FailsToLoad = true;

        holder.Clear();

        Assert.That(store.Stored?.Session, Is.EqualTo(Second));
    }

    [Test]
    public async Task Clear_WhileAnEarlierSessionIsBeingStored_RemovesIt()
    {
        using var saving = new SyncPoint();
        var store = new SwitchableStore { BeforeSave = saving.Block };
        using var holder = Create(store);
        var slow = Task.Run(() => holder.Set(First, Ada));
        await saving.Reached;

        holder.Set(Second, Ada);
        holder.Clear();
        saving.Release();
        await slow;

        Assert.That(store.Stored, Is.Null);
    }

    [Test]
    public async Task ConcurrentChanges_LeaveTheLatestStateInTheStore()
    {
        using var saving = new SyncPoint();
        var store = new SlowStore(saving);
        using var holder = Create(store);
        var slow = Task.Run(() => holder.Set(First, Ada));
        await saving.Reached;

        // the first write is not done yet: this one is left to its thread
        holder.Set(Second, Ada);
        saving.Release();
        await slow;

        Assert.That(store.Saved.Select(state => state.Session), Is.EqualTo(new[] { First, Second }));
    }

    [Test]
    public void Dispose_CompletesTheStreams()
    {
        var holder = Create();
        var sessions = new RxContractChecker<Session?>();
        using var subscription = holder.SessionChanges.Subscribe(sessions);

        holder.Dispose();

        sessions.Verify();
        Assert.That(sessions.IsCompleted, Is.True);
    }

    private static SessionHolder Create(ISessionStore? store = null) => new(store, NullLogger.Instance, _ => { });

    private sealed class BrokenStore : ISessionStore
    {
        public StoredSession? Load() => throw new IOException("load");

        public void Save(StoredSession state) => throw new IOException("save");

        public void Clear() => throw new IOException("clear");
    }

    private sealed class SwitchableStore : ISessionStore
    {
        public StoredSession? Stored { get; set; }

        public bool FailsToSave { get; set; }

        public bool FailsToLoad { get; set; }

        public Action? BeforeSave { get; init; }

        public StoredSession? Load() => FailsToLoad ? throw new IOException("load") : Stored;

        public void Save(StoredSession state)
        {
            BeforeSave?.Invoke();
            Stored = FailsToSave ? throw new IOException("save") : state;
        }

        public void Clear() => Stored = null;
    }

    private sealed class SlowStore(SyncPoint saving) : ISessionStore
    {
        public List<StoredSession> Saved { get; } = [];

        public StoredSession? Load() => null;

        public void Save(StoredSession state)
        {
            Saved.Add(state);
            saving.Block();
        }

        public void Clear()
        {
        }
    }
}
