using System.Collections;
using Altogic.Reactive.Backend.Modules.Messages;

namespace Altogic.Reactive.Backend;

/// <summary>The messages in the data folder's <c>outbox</c>, oldest first; each enumeration reads the folder anew.</summary>
#pragma warning disable CA1710 // an outbox is what it is called everywhere
public sealed class Outbox : IReadOnlyCollection<OutgoingMessage>
#pragma warning restore CA1710
{
    private readonly OutboxFolder _folder;

    internal Outbox(OutboxFolder folder) => _folder = folder;

    /// <summary>The full path of the folder: one JSON file per message, with names that sort by time.</summary>
    public string Directory => _folder.Path;

    /// <summary>How many messages there are.</summary>
    public int Count => _folder.Files().Count;

    /// <summary>
    /// The first message for which <paramref name="predicate"/> is true; waits for one that is still to come.
    /// Messages that lie in the folder already count as well.
    /// </summary>
    public async Task<OutgoingMessage> WaitForAsync(Func<OutgoingMessage, bool> predicate, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        while (true)
        {
            var next = _folder.NextMessage;
            if (this.FirstOrDefault(predicate) is { } found) return found;
            await next.WaitAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<OutgoingMessage> GetEnumerator() => _folder.Files().Select(OutboxFolder.Read).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
