namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>The sockets of one node.</summary>
internal interface IRealtimeNode
{
    /// <summary>Delivers a publication to those sockets of this node that it is for.</summary>
    void Deliver(Publication publication);

    /// <summary>The members of a channel on this node.</summary>
    IReadOnlyList<Member> MembersHere(string channel);
}
