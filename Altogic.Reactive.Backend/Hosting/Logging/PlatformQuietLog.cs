using Altogic.Reactive.Backend.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Backend.Hosting.Logging;

/// <summary>
/// Keeps what ASP.NET Core says about every request out of the app's log: it would hold whole addresses, and with them access
/// tokens, codes, e-mail addresses and phone numbers. Warnings and errors of the platform stay, but for what makes a start fail:
/// that is thrown, and told once by whoever catches it.
/// </summary>
internal sealed class PlatformQuietLog(ILoggerFactory inner, BackendState backend) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName)
    {
        // Its request log makes an activity for every request as soon as anybody listens.
        if (inner is NullLoggerFactory || categoryName == "Microsoft.AspNetCore.Hosting.Diagnostics") return NullLogger.Instance;
        var logger = inner.CreateLogger(categoryName);
        return categoryName.StartsWith("Microsoft.", StringComparison.Ordinal) ? new WarningsOnly(logger, backend) : logger;
    }

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The inner one belongs to whoever gave it.
    }

    private sealed class WarningsOnly(ILogger inner, BackendState backend) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && backend.IsStarting) return;
            if (IsEnabled(logLevel)) inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
