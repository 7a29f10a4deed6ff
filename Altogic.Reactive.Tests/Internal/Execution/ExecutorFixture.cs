using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>A client context on a stub server and virtual time, and a few operations on it.</summary>
internal sealed class ExecutorFixture : IDisposable
{
    public const string Path = "/_api/rest/v1/db/stats";

    public ExecutorFixture(Func<AltogicClientOptions, AltogicClientOptions>? change = null)
    {
        var options = new AltogicClientOptions
        {
            HttpMessageHandler = Http,
            Scheduler = Scheduler,
            LoggerFactory = Log,
            Random = () => 0.5,
        };
        Context = new ClientContext(StubHttp.Url, StubHttp.ClientKey, change?.Invoke(options) ?? options);
    }

    public StubHttp Http { get; } = new();

    public TestScheduler Scheduler { get; } = new();

    public LogRecorder Log { get; } = new();

    public ClientContext Context { get; }

    public static Operation Safe { get; } = new("test.read", IsSafeToRepeat: true);

    public static Operation Unsafe { get; } = new("test.write", IsSafeToRepeat: false);

    /// <summary>The route every operation here asks.</summary>
    public StubRoute Route() => Http.On("GET", Path);

    public IObservable<Result<JObject>> Read() => Read<JObject>();

    public IObservable<Result<T>> Read<T>()
        where T : notnull => Context.Executor.Execute<T>(Safe, Context.Rest.Database.GetStats);

    public IObservable<Result<JObject>> Write() => Context.Executor.Execute<JObject>(Unsafe, Context.Rest.Database.GetStats);

    /// <summary>Subscribes now and keeps what comes.</summary>
    public ITestableObserver<Result<T>> Observe<T>(IObservable<Result<T>> operation, out IDisposable subscription)
    {
        var observer = Scheduler.CreateObserver<Result<T>>();
        subscription = operation.Subscribe(observer);
        return observer;
    }

    public ITestableObserver<Result<T>> Observe<T>(IObservable<Result<T>> operation) => Observe(operation, out _);

    public void Dispose()
    {
        Context.Dispose();
        Http.Dispose();
        Log.Dispose();
    }
}
