using System.Reactive.Disposables;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.Sessions;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>Code of the app that throws where the library calls it: the observer is told, or at least not forgotten.</summary>
public sealed class AppCodeFaultTests
{
    [Test]
    public void ARandomNumberOutOfRange_GoesToOnError()
    {
        using var fixture = new ExecutorFixture(options => options with { Random = () => 1 });
        fixture.Route().Reset();

        var observer = fixture.Observe(fixture.Read());

        Assert.That(observer.Messages.Single().Value.Exception, Is.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ALoggerThatThrows_DoesNotKeepTheResult_AndIsHeardOnTheScheduler()
    {
        using var factory = new ThrowingLoggers("Altogic.Reactive.Execution");
        using var fixture = new ExecutorFixture(options => options with { LoggerFactory = factory });
        fixture.Route().Reply("{}");

        var observer = fixture.Observe(fixture.Read());

        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
        Assert.That(() => fixture.Scheduler.Start(), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public void ALoggerThatThrows_DoesNotKeepTheResultOfACommand_AndIsHeardOnTheScheduler()
    {
        using var factory = new ThrowingLoggers("Altogic.Reactive.Execution");
        using var fixture = new ExecutorFixture(options => options with { LoggerFactory = factory });

        var observer = fixture.Observe(fixture.Context.Executor.Command(ExecutorFixture.Unsafe, end =>
        {
            end(null);
            return Disposable.Empty;
        }));

        Assert.That(() => fixture.Scheduler.Start(), Throws.InstanceOf<NotSupportedException>());
        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
    }

    [Test]
    public void ALoggerThatThrows_DoesNotKeepTheFaultOfAnObserverFromTheApp()
    {
        var told = new List<Exception>();
        var faults = new ObserverFaults(new AltogicClientOptions { OnUnhandledException = told.Add }, new Thrower(isThrowing: true));
        using var stream = new StateStream<int>(0, faults.Report);
        using var bad = stream.Changes.Subscribe(value =>
        {
            if (value > 0) throw new InvalidOperationException("observer");
        });
        var seen = new List<int>();
        using var good = stream.Changes.Subscribe(seen.Add);

        foreach (var value in new[] { 1, 2 })
        {
            stream.TryChange(_ => value);
            stream.Deliver();
        }

        Assert.That(told.Single().Message, Is.EqualTo("observer"));
        Assert.That(seen, Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [Test]
    public void AConfigureJsonThatThrows_ThrowsWhenTheClientIsMade() =>
        Assert.That(
            () => new AltogicClient("http://stub.test", "key", new AltogicClientOptions { ConfigureJson = _ => throw new NotSupportedException() }),
            Throws.InstanceOf<NotSupportedException>());

    private sealed class ThrowingLoggers(string throwing) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new Thrower(categoryName == throwing);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class Thrower(bool isThrowing) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isThrowing;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new NotSupportedException("logger");
    }
}
