using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>A success that is, or holds, a list in which every place is taken: nobody expects null among sessions, members or keys.</summary>
internal sealed class ItemsAnswer<T, TItem>(Func<T, IEnumerable<TItem>> items) : IAnswer<T>
{
    /// <exception cref="JsonException">null stands in the list.</exception>
    public async Task<T> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation)
    {
        var value = await JsonAnswer<T>.Required.ReadAsync(response, format, limit, cancellation).ConfigureAwait(false);
        NoNulls.Require(items(value));
        return value;
    }
}
