using System.Diagnostics.CodeAnalysis;

namespace Altogic.Reactive.Storage;

/// <summary>One notification of a transfer: progress, and in the last one the result. Immutable.</summary>
/// <typeparam name="T">What a finished transfer gives.</typeparam>
public sealed class Transfer<T>
{
    internal Transfer(TransferProgress progress, Result<T>? result = null)
    {
        Progress = progress;
        Result = result;
    }

    /// <summary>How far it has come.</summary>
    public TransferProgress Progress { get; }

    /// <summary>How it ended; null while it is under way.</summary>
    public Result<T>? Result { get; }

    /// <summary>Whether this is the last notification, the one with the result.</summary>
    [MemberNotNullWhen(true, nameof(Result))]
    public bool IsEnded => Result is not null;

    /// <inheritdoc/>
    public override string ToString() => Result?.ToString() ?? $"{Progress.Bytes} of {Progress.Total?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} bytes";
}
