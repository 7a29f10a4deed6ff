namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>The backplane of a backend with one node.</summary>
internal sealed class InProcessBackplane : IRealtimeBackplane
{
    private IRealtimeNode? _node;

    public void Attach(IRealtimeNode node) => _node = node;

    public void Publish(Publication publication) => _node!.Deliver(publication);

    public ValueTask<IReadOnlyList<Member>> MembersAsync(string channel, CancellationToken cancel) => new(_node!.MembersHere(channel));
}
