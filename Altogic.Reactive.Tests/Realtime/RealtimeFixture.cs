using System.Reactive;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>A realtime manager in virtual time, with a server that is a few lines of the test.</summary>
internal sealed class RealtimeFixture : IDisposable
{
    private readonly List<Action> _verifications = [];

    public RealtimeFixture(RealtimeOptions? options = null, Func<AltogicClientOptions, AltogicClientOptions>? change = null, string url = "http://app.test")
    {
        var all = new AltogicClientOptions
        {
            Scheduler = Scheduler,
            Realtime = options ?? new RealtimeOptions(),
            HttpMessageHandler = Http,
            LoggerFactory = Log,
            Random = () => 0.5,
            RetryPolicy = RetryPolicy.None,
        };
        Context = new ClientContext(url, "client-key-1", change is null ? all : change(all));
        Session = new RealtimeSession(Context, Server);
        Manager = new RealtimeManager(Context, () => Session);
    }

    public TestScheduler Scheduler { get; } = new();

    public FakeDialer Server { get; } = new();

    public StubHttp Http { get; } = new();

    public LogRecorder Log { get; } = new();

    public ClientContext Context { get; }

    public RealtimeSession Session { get; }

    public RealtimeManager Manager { get; }

    /// <summary>What was written to the latest connection after CONNECT.</summary>
    public IReadOnlyList<string> Written => [.. Server.Last.Written.Skip(1)];

    /// <summary>Lets everything happen that is due, and a little time pass.</summary>
    public RealtimeFixture Settle()
    {
        Advance(TimeSpan.FromMilliseconds(1));
        return this;
    }

    public void Advance(TimeSpan time) => Scheduler.AdvanceBy(time);

    /// <summary>Observes it until the end of the test, which looks at its grammar as well.</summary>
    public RxContractChecker<T> Observe<T>(IObservable<T> source)
    {
        var observer = new RxContractChecker<T>();
        _verifications.Add(observer.Verify);
        source.Subscribe(observer);
        Settle();
        return observer;
    }

    public Result<Unit>? ResultOf(IObservable<Result<Unit>> command) => Observe(command).Values.SingleOrDefault();

    public RealtimeFixture Connect()
    {
        Assert.That(ResultOf(Manager.Connect()), Has.Property("IsSuccess").True);
        return this;
    }

    public void SignIn(string? token)
    {
        if (token is null) Context.Sessions.Clear();
        else Context.Sessions.SetSession(new Session { Token = token });
        Settle();
    }

    public void Dispose()
    {
        Context.Stop();
        Manager.Dispose();
        Settle();
        Context.Dispose();
        Http.Dispose();
        Log.Dispose();
        foreach (var verify in _verifications) verify();
    }
}
