using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>A refusal that the caller is told about: the pipeline turns it into the error envelope.</summary>
internal sealed class ApiException : Exception
{
    public ApiException(int status, IReadOnlyList<ErrorItem> items)
        : base(items[0].Message)
    {
        Status = status;
        Items = items;
    }

    public ApiException(int status, string code, string message, JsonObject? details = null)
        : this(status, [new ErrorItem(status >= 500 ? ErrorItem.ServerOrigin : ErrorItem.ClientOrigin, code, message, details)])
    {
    }

    public int Status { get; }

    public IReadOnlyList<ErrorItem> Items { get; }

    /// <summary>Sent as <c>Retry-After</c> when present.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a service still does after it was given up; it never fails.</summary>
    public Task Rest { get; init; } = Task.CompletedTask;
}
