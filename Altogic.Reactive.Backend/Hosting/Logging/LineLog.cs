using System.Threading.Channels;

namespace Altogic.Reactive.Backend.Hosting.Logging;

/// <summary>
/// Writes one line per entry, from one background task: a reader that stalls must not stall requests, so entries that do not
/// fit the queue are counted and left out.
/// </summary>
internal sealed class LineLog : ILoggerFactory, IAsyncDisposable
{
    private const int QueueLength = 8192;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly TextWriter _output;
    private readonly LineFormat _format;
    private readonly LogLevel _least;
    private readonly Task _writing;
    private long _dropped;

    public LineLog(TextWriter output, LineFormat format, LogLevel least)
    {
        (_output, _format, _least) = (output, format, least);
        _writing = Task.Run(WriteLinesAsync);
    }

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log writes to one place.");

    public void Dispose() => _lines.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _writing;
    }

    private void Enqueue(string line)
    {
        if (!_lines.Writer.TryWrite(line)) Interlocked.Increment(ref _dropped);
    }

    private async Task WriteLinesAsync()
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                while (_lines.Reader.TryRead(out var line)) await _output.WriteLineAsync(line);
                var dropped = Interlocked.Exchange(ref _dropped, 0);
                if (dropped > 0) await _output.WriteLineAsync(_format.Write(
                    TimeProvider.System.GetUtcNow(), LogLevel.Warning, nameof(LineLog), default, $"{dropped} log entries were dropped: the reader of the log is too slow", null, null));
                await _output.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Nobody reads the log any more; the backend goes on without it, and entries are dropped.
        }
    }

    private sealed class CategoryLogger(LineLog owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner._least && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            owner.Enqueue(owner._format.Write(
                TimeProvider.System.GetUtcNow(), logLevel, category, eventId, formatter(state, exception),
                state as IReadOnlyList<KeyValuePair<string, object?>>, exception));
        }
    }
}
