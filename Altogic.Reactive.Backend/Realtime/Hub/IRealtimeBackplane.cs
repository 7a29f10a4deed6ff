namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>
/// Carries publications to every node of a backend, this one included. Within one node the order of <see cref="Publish"/> is kept.
/// </summary>
internal interface IRealtimeBackplane
{
    /// <summary>Names who delivers to the sockets of this node; before the first publication.</summary>
    void Attach(IRealtimeNode node);

    /// <summary>Hands a publication to all nodes.</summary>
    void Publish(Publication publication);

    /// <summary>The members of a channel on all nodes.</summary>
    ValueTask<IReadOnlyList<Member>> MembersAsync(string channel, CancellationToken cancel);
}
