namespace Altogic.Reactive.Backend;

/// <summary>An application endpoint. Immutable.</summary>
public sealed record EndpointDefinition
{
    /// <summary>GET, POST, PUT or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>The path below the base address, with <c>{identifiers}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The service that answers.</summary>
    public required string Service { get; init; }

    /// <summary>Whether the endpoint answers at all. The default value is true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether an API key must be sent. The default value is false.</summary>
    public bool ApiKeyRequired { get; init; }

    /// <summary>Whether a session must be sent. The default value is false.</summary>
    public bool SessionRequired { get; init; }

    /// <summary>The access groups of which the session must have one; empty means any session.</summary>
    public IReadOnlyList<string> AccessGroups { get; init; } = [];
}

/// <summary>A message queue. Immutable.</summary>
public sealed record QueueDefinition
{
    /// <summary>The name clients submit to.</summary>
    public required string Name { get; init; }

    /// <summary>The service that works on a message.</summary>
    public required string Service { get; init; }

    /// <summary>How often a message is tried. The default value is 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The time limit of one attempt, in seconds. The default value is 30.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>How many messages are worked on at once. The default value is 1: one after the other, in the order of submission.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The longest delay that a message may be submitted with, in seconds. The default value is a day.</summary>
    public int MaxDelaySeconds { get; init; } = 86_400;

    /// <summary>How many messages may wait; more are refused with 429. The default value is 1,000,000.</summary>
    public int MaxWaiting { get; init; } = 1_000_000;
}

/// <summary>A scheduled task. Immutable.</summary>
public sealed record TaskDefinition
{
    /// <summary>The name clients run it by.</summary>
    public required string Name { get; init; }

    /// <summary>Five cron fields: minute, hour, day of month, month, day of week.</summary>
    public required string Cron { get; init; }

    /// <summary>The IANA time zone of <see cref="Cron"/>. The default value is <c>UTC</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The service that runs.</summary>
    public required string Service { get; init; }

    /// <summary>The time limit of a run, in seconds. The default value is 300.</summary>
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>How long after its time a run that was missed is made up for, in seconds. The default value is a day.</summary>
    public int CatchUpSeconds { get; init; } = 86_400;
}

/// <summary>A bucket made at start. Immutable.</summary>
public sealed record BucketDefinition
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether files added to it are public unless they say otherwise. The default value is true.</summary>
    public bool IsPublic { get; init; } = true;
}

/// <summary>A service reached over HTTP. Immutable.</summary>
public sealed record ServiceDefinition
{
    /// <summary>Where calls are posted to.</summary>
    public required string Url { get; init; }

    /// <summary>The time limit of a call, in seconds. The default value is 30.</summary>
    public int TimeoutSeconds { get; init; } = 30;
}

/// <summary>The <c>limits</c> section; sizes in bytes. Immutable.</summary>
public sealed record LimitsDefinition
{
    /// <summary>The largest JSON body. The default value is 16 MiB.</summary>
    public long JsonBodyBytes { get; init; } = 16L << 20;

    /// <summary>The largest file. The default value is 5 GiB.</summary>
    public long FileBytes { get; init; } = 5L << 30;

    /// <summary>The most buckets. The default value is 10,000.</summary>
    public int Buckets { get; init; } = 10_000;

    /// <summary>The most files in one bucket. The default value is 1,000,000.</summary>
    public int FilesPerBucket { get; init; } = 1_000_000;

    /// <summary>The most that all files take together; null sets no bound but the disk's.</summary>
    public long? StorageBytes { get; init; }

    /// <summary>The largest cached value. The default value is 1 MiB.</summary>
    public long CacheValueBytes { get; init; } = 1L << 20;

    /// <summary>What the keys and values of the cache may take together, 200 bytes a key included. The default value is 64 MiB.</summary>
    public long CacheBytes { get; init; } = 64L << 20;

    /// <summary>The most keys the cache may hold. The default value is 100,000.</summary>
    public int CacheKeys { get; init; } = 100_000;

    /// <summary>The largest realtime message. The default value is 1 MiB.</summary>
    public long RealtimeMessageBytes { get; init; } = 1L << 20;

    /// <summary>Memory for realtime events that returning clients may ask for. The default value is 64 MiB.</summary>
    public long RealtimeReplayBytes { get; init; } = 64L << 20;

    /// <summary>Objects returned when a query names no limit. The default value is 100.</summary>
    public int DefaultPageSize { get; init; } = 100;

    /// <summary>Objects returned at most; larger limits are cut to it. The default value is 1000.</summary>
    public int MaxPageSize { get; init; } = 1000;

    /// <summary>Seconds after which a query is given up. The default value is 30.</summary>
    public int QueryTimeoutSeconds { get; init; } = 30;
}
