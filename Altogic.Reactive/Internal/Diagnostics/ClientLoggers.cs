using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>One logger per area, so that an app can choose what it wants to see.</summary>
internal sealed class ClientLoggers(ILoggerFactory? factory)
{
    private readonly ILoggerFactory _factory = factory ?? NullLoggerFactory.Instance;

    public ILogger Execution { get; } = Create(factory, "Altogic.Reactive.Execution");

    public ILogger Transport { get; } = Create(factory, "Altogic.Reactive.Transport");

    public ILogger Sessions { get; } = Create(factory, "Altogic.Reactive.Sessions");

    /// <summary>A logger for an area of its own, for example <c>Altogic.Reactive.Auth</c>.</summary>
    public ILogger For(string area) => _factory.CreateLogger(area);

    private static ILogger Create(ILoggerFactory? factory, string area) => factory?.CreateLogger(area) ?? NullLogger.Instance;
}
