using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogRecorder : ILoggerFactory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<Entry> _entries = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Entry> Entries => [.. _entries];

    public IReadOnlyList<Entry> Errors => [.. _entries.Where(e => e.Level >= LogLevel.Error)];

    /// <summary>Waits for an entry; one that is there already counts as well.</summary>
    public async Task UntilAsync(Func<Entry, bool> predicate)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (_entries.Any(predicate)) return;
            await next.WaitAsync(Patience);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private void Add(Entry entry)
    {
        _entries.Enqueue(entry);
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public sealed record Entry(LogLevel Level, int Id, string Category, string Text, Exception? Exception);

    private sealed class Recorder(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add(new Entry(logLevel, eventId.Id, category, formatter(state, exception), exception));
    }
}
