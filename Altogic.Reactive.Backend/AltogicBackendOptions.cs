using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Realtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Backend;

/// <summary>What a backend serves and where. Immutable.</summary>
public sealed record AltogicBackendOptions
{
    /// <summary>The address to listen on; port 0 takes any free one. The default value is <c>http://127.0.0.1:0</c>.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>A client key with every right; null uses the one in the data folder's <c>keys.json</c>, made on first start.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The data folder, created when missing; null uses a temporary folder that is deleted on dispose.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The app definition; null serves a schema-less app.</summary>
    public AppDefinition? App { get; init; }

    /// <summary>The services written in C#, by name; endpoints, queues and tasks refer to them. The default value is empty.</summary>
    public IDictionary<string, Func<ServiceContext, CancellationToken, Task<ServiceResponse>>> Services { get; init; } =
        new Dictionary<string, Func<ServiceContext, CancellationToken, Task<ServiceResponse>>>(StringComparer.Ordinal);

    /// <summary>
    /// Addresses and networks (<c>127.0.0.1</c>, <c>10.0.0.0/8</c>) of proxies in front, whose <c>X-Forwarded-For</c> says who calls. The default
    /// value is empty: every caller is who connects.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>The clock. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where logs go; not disposed. The default value drops them.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>How long requests, messages and runs under way may go on when the backend stops. The default value is 10 seconds.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Times and limits of realtime connections; tests shorten them.</summary>
    internal RealtimeSettings Realtime { get; init; } = new();

    /// <summary>Makes the files of contents and uploads; tests make disks that are full.</summary>
    internal Func<string, FileStream> CreateFile { get; init; } = Stores.PrivateFiles.CreateFile;

    /// <summary>Work per password hash; tests lower it, nothing else does.</summary>
    internal int PasswordIterations { get; init; } = AuthModule.PasswordIterations;
}
