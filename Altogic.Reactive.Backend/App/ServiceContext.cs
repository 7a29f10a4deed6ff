using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend;

/// <summary>What a service is called with: the trigger, and the request, message or task behind it. Immutable.</summary>
public sealed record ServiceContext
{
    /// <summary><c>endpoint</c>, <c>queue</c> or <c>task</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>The name of the service.</summary>
    public required string Name { get; init; }

    /// <summary>The request to an endpoint; null for queues and tasks.</summary>
    public ServiceRequest? Request { get; init; }

    /// <summary>The caller's session; null when there is none.</summary>
    public ServiceSession? Session { get; init; }

    /// <summary>The message of a queue; null otherwise.</summary>
    public JsonNode? Message { get; init; }

    /// <summary>The id of the queue's message; null otherwise.</summary>
    public string? MessageId { get; init; }

    /// <summary>Which attempt at the queue's message this is, from 1; 0 otherwise.</summary>
    public int Attempt { get; init; }

    /// <summary>The id of the task's run; null otherwise.</summary>
    public string? TaskId { get; init; }

    /// <summary>The name of the task; null otherwise.</summary>
    public string? ScheduledTaskName { get; init; }

    /// <summary>Sends messages to realtime clients.</summary>
    public RealtimePublisher Realtime { get; internal init; } = RealtimePublisher.Nowhere;
}

/// <summary>The request that an endpoint received. Immutable.</summary>
public sealed record ServiceRequest
{
    /// <summary>GET, POST, PUT or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>The path below the base address, with a leading slash.</summary>
    public required string Path { get; init; }

    /// <summary>The values of the path's parameters. The default value is empty.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>The values of the query string; those of a repeated name with commas between them. The default value is empty.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers by lower-case name. The default value is empty.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The parsed JSON body, text as a JSON string, or the text fields of a form; null when there is none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The files of a multipart upload; a body that is neither JSON, text nor a form is one file named <c>body</c>. The default value is empty.</summary>
    public IReadOnlyList<ServiceFile> Files { get; init; } = [];
}

/// <summary>A file of a multipart upload to an endpoint. Immutable.</summary>
/// <param name="Field">The name of the form field.</param>
/// <param name="FileName">The name of the file.</param>
/// <param name="ContentType">The content type of the part.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Url">Where the content can be read while the call lasts.</param>
public sealed record ServiceFile(string Field, string FileName, string ContentType, long Size, string Url)
{
    internal string? Path { get; init; }

    /// <summary>Opens the content without a request; for services written in C#, while the call lasts.</summary>
    /// <exception cref="InvalidOperationException">The file was not uploaded to this backend.</exception>
    /// <exception cref="IOException">The call is over.</exception>
    public Stream OpenRead() => Path is null
        ? throw new InvalidOperationException("Only a file that was uploaded to this backend can be opened.")
        : new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 4096, useAsync: true);
}

/// <summary>The session behind a request to an endpoint. Immutable.</summary>
/// <param name="UserId">The user.</param>
/// <param name="AccessGroupKeys">The user's access groups.</param>
public sealed record ServiceSession(string UserId, IReadOnlyList<string> AccessGroupKeys);
