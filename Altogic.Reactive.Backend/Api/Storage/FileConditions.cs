using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>The conditions of a request for a file, in the order of RFC 9110 §13.2.2.</summary>
internal sealed class FileConditions(RequestHeaders headers, EntityTagHeaderValue tag, DateTimeOffset modified)
{
    /// <summary>The request is about another state of the file.</summary>
    public bool HaveFailed => headers.IfMatch.Count > 0
        ? !Names(headers.IfMatch, strong: true)
        : headers.IfUnmodifiedSince is { } since && modified > since;

    /// <summary>The caller has this state already.</summary>
    public bool IsUnchanged => headers.IfNoneMatch.Count > 0
        ? Names(headers.IfNoneMatch, strong: false)
        : headers.IfModifiedSince is { } since && modified <= since;

    /// <summary>The part that is asked for; null when there is no range, or when it was meant for another state.</summary>
    public RangeHeaderValue? Range => IsForThisState ? headers.Range : null;

    private bool IsForThisState => headers.IfRange switch
    {
        null => true,
        { EntityTag: { } wanted } => tag.Compare(wanted, useStrongComparison: true),
        var date => date.LastModified == modified,
    };

    private bool Names(IList<EntityTagHeaderValue> tags, bool strong) =>
        tags.Any(wanted => wanted.Equals(EntityTagHeaderValue.Any) || tag.Compare(wanted, strong));
}
