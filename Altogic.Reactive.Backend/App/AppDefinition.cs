namespace Altogic.Reactive.Backend;

/// <summary>What the backend serves: settings, keys, models, endpoints, queues, tasks, buckets and services. Immutable.</summary>
public sealed partial record AppDefinition
{
    /// <summary>The name of the app, for logs and mails. The default value is <c>app</c>.</summary>
    public string Name { get; init; } = "app";

    /// <summary>
    /// The address that users reach the backend by, for links in messages; null takes the request's own when it names this machine.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>Sign-up, sign-in and sessions.</summary>
    public AuthDefinition Auth { get; init; } = new();

    /// <summary>The access groups that endpoints may require. The default value is empty.</summary>
    public IReadOnlyList<string> AccessGroups { get; init; } = [];

    /// <summary>The client keys. The default value is empty: the host's own key, with every right.</summary>
    public IReadOnlyList<ClientKeyDefinition> ClientKeys { get; init; } = [];

    /// <summary>The API keys for calls from server to server. The default value is empty.</summary>
    public IReadOnlyList<ApiKeyDefinition> ApiKeys { get; init; } = [];

    /// <summary>The models by name; null means schema-less: every model is made on first use.</summary>
    public IReadOnlyDictionary<string, ModelDefinition>? Models { get; init; }

    /// <summary>Whether models that <see cref="Models"/> does not name may be made on first use. The default value is false.</summary>
    public bool SchemaLess { get; init; }

    /// <summary>The application endpoints. The default value is empty.</summary>
    public IReadOnlyList<EndpointDefinition> Endpoints { get; init; } = [];

    /// <summary>The message queues. The default value is empty.</summary>
    public IReadOnlyList<QueueDefinition> Queues { get; init; } = [];

    /// <summary>The scheduled tasks. The default value is empty.</summary>
    public IReadOnlyList<TaskDefinition> Tasks { get; init; } = [];

    /// <summary>The buckets made at start besides <c>root</c>. The default value is empty.</summary>
    public IReadOnlyList<BucketDefinition> Buckets { get; init; } = [];

    /// <summary>The services called over HTTP, by name. The default value is empty.</summary>
    public IReadOnlyDictionary<string, ServiceDefinition> Services { get; init; } = new Dictionary<string, ServiceDefinition>();

    /// <summary>The SMTP server for mails, <c>smtp://user:password@host:port</c>; null sends mails to the outbox.</summary>
    public string? SmtpUrl { get; init; }

    /// <summary>The sender of mails. The default value is null: <c>no-reply@localhost</c>.</summary>
    public string? MailFrom { get; init; }

    /// <summary>The HTTP hook for text messages; null sends them to the outbox.</summary>
    public string? SmsUrl { get; init; }

    /// <summary>Sizes that requests may not exceed.</summary>
    public LimitsDefinition Limits { get; init; } = new();
}
