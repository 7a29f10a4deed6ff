using System.Reactive.Concurrency;
using Altogic.Reactive.Internal;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;

namespace Altogic.Reactive;

/// <summary>Everything about a client that has a default. Immutable: change a copy with <c>with { … }</c>.</summary>
public sealed record AltogicClientOptions
{
    /// <summary>The environment's API key, sent as it is in <c>Authorization</c>. The default is null: none is sent.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Where the session survives the end of the process. The default is null: the session lives and dies with the client.
    /// The client never disposes it.
    /// </summary>
    public ISessionStore? SessionStore { get; init; }

    /// <summary>The clock of the client: time limits, delays between attempts. The default is <see cref="DefaultScheduler.Instance"/>.</summary>
    public IScheduler Scheduler { get; init; } = ClientDefaults.Scheduler;

    /// <summary>
    /// The client to send with; its time limit, default headers and redirect policy apply as well. It stays yours: it is never disposed.
    /// The default is null: the client makes its own connection pool. Give this or <see cref="HttpMessageHandler"/>, not both.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>
    /// The handler to send with, for a proxy, a certificate or a test. It stays yours: it is never disposed.
    /// The default is null: the client makes its own connection pool, which follows no redirects and keeps no cookies.
    /// </summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>
    /// The time limit of one attempt, from sending to the last byte of the answer, 49 days at most. The default is 30 seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/> switches it off. An upload or download may take any time: for it this is the longest pause
    /// in which no byte moves. Commands over the realtime connection have <see cref="RealtimeOptions.Timeout"/> instead.
    /// </summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time limit of an operation with all its attempts and the delays between them, 49 days at most. The default is 100 seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/> switches it off. It does not apply to uploads, downloads and commands over the realtime connection.
    /// </summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// When and how long to wait before a failed attempt is repeated. The default is <see cref="RetryPolicy.Default"/>: up to two
    /// repetitions, only where a repetition is safe. <see cref="RetryPolicy.None"/> switches repetitions off.
    /// </summary>
    public RetryPolicy RetryPolicy { get; init; } = RetryPolicy.Default;

    /// <summary>The largest JSON answer that is read, in bytes; a larger one is a failure. The default is 256 MiB.</summary>
    public long MaxAnswerBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// Where random numbers in [0, 1) come from; they spread repetitions out. Called from any thread.
    /// The default is null: a generator of the client's own.
    /// </summary>
    public Func<double>? Random { get; init; }

    /// <summary>Everything about the realtime connection. The default is a <see cref="RealtimeOptions"/> with its own defaults.</summary>
    public RealtimeOptions Realtime { get; init; } = new();

    /// <summary>
    /// Told what an observer of a hot stream has thrown, on the thread of that observer. Its subscription has ended then; other observers,
    /// and the process, go on. The default is null: the exception is an error in the log, and without a <see cref="LoggerFactory"/> one in
    /// <see cref="System.Diagnostics.Trace"/>.
    /// </summary>
    public Action<Exception>? OnUnhandledException { get; init; }

    /// <summary>Where log entries go. The default is null: nowhere. The client never disposes it.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// Changes how your types are read and written, for example with converters of your own. Called once, when the client is made.
    /// <see cref="Auth.User.As{TUser}"/> goes without it.
    /// The default is null: camel-case names, dates as UTC text with milliseconds, text that looks like a date stays text.
    /// </summary>
    public Action<JsonSerializerSettings>? ConfigureJson { get; init; }

    /// <summary>The name of the type only: a key does not belong in a log.</summary>
    public override string ToString() => nameof(AltogicClientOptions);
}
