using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Storage;

/// <summary>Which part of a list of buckets or files is wanted, and in which order. Immutable.</summary>
public sealed record ListOptions
{
    /// <summary>The page, from 1. The default is null: the first.</summary>
    public int? Page { get; init; }

    /// <summary>Entries per page, 1 or more; servers lower what is too large for them. The default is null: the server's own default.</summary>
    public int? Limit { get; init; }

    /// <summary>The field to sort by, for example <c>uploadedAt</c>. The default is null: in the order of creation.</summary>
    public string? SortBy { get; init; }

    /// <summary>Which end comes first. The default is <see cref="SortDirection.Ascending"/>; without <see cref="SortBy"/> it means nothing.</summary>
    public SortDirection Direction { get; init; } = SortDirection.Ascending;

    internal static ListOptionsRecord? ToRecord(ListOptions? options, bool returnCountInfo)
    {
        if (options is null) return returnCountInfo ? new ListOptionsRecord(null, null, null, ReturnCountInfo: true) : null;
        if (options.Page is { } page) Require.Positive(page, nameof(Page));
        if (options.Limit is { } limit) Require.Positive(limit, nameof(Limit));
        var sort = options.SortBy is { } field ? new SortRecord(Require.Text(field, nameof(SortBy)), WireNames.Of(options.Direction)) : null;
        return new ListOptionsRecord(options.Page, options.Limit, sort, returnCountInfo ? true : null);
    }
}
