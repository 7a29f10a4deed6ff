namespace Altogic.Reactive.Backend;

/// <summary>A client key and what it may do. Immutable.</summary>
public sealed record ClientKeyDefinition
{
    /// <summary>The key as clients send it.</summary>
    public required string Key { get; init; }

    /// <summary>Hosts of web pages that may use the key, <c>*.example.com</c> allowed; empty means any.</summary>
    public IReadOnlyList<string> AllowedDomains { get; init; } = [];

    /// <summary>Whether a request without <c>Origin</c> and <c>Referer</c> is refused when <see cref="AllowedDomains"/> is given. The default value is false.</summary>
    public bool RequireOrigin { get; init; }

    /// <summary>Whether every call but sign-up and sign-in needs a session. The default value is false.</summary>
    public bool EnforceSession { get; init; }

    /// <summary>The rights, see <see cref="ClientRights"/>; null means every right.</summary>
    public IReadOnlyList<string>? Rights { get; init; }
}

/// <summary>The rights that a client key can have.</summary>
public static class ClientRights
{
    /// <summary>Sign-up, sign-in, sessions.</summary>
    public const string Auth = "auth";

    /// <summary>Application endpoints.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>Reading documents.</summary>
    public const string DbRead = "db.read";

    /// <summary>Writing documents.</summary>
    public const string DbWrite = "db.write";

    /// <summary>Reading buckets and files.</summary>
    public const string StorageRead = "storage.read";

    /// <summary>Writing buckets and files.</summary>
    public const string StorageWrite = "storage.write";

    /// <summary>Queues.</summary>
    public const string Queue = "queue";

    /// <summary>Tasks.</summary>
    public const string Task = "task";

    /// <summary>Cache.</summary>
    public const string Cache = "cache";

    /// <summary>Realtime.</summary>
    public const string Realtime = "realtime";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Auth, Endpoint, DbRead, DbWrite, StorageRead, StorageWrite, Queue, Task, Cache, Realtime];
}

/// <summary>An API key for calls from server to server. Immutable.</summary>
public sealed record ApiKeyDefinition
{
    /// <summary>The key as callers send it in <c>Authorization</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What the key is for. The default value is empty.</summary>
    public string Name { get; init; } = "";
}
