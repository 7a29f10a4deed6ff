using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>What becomes of what the server was told about channels and the profile. No lock is held.</summary>
internal interface IMembershipEvents
{
    /// <summary>The server has let us into a channel; one that confirms nothing has at least been asked.</summary>
    void Entered(string channel);

    /// <summary>The server does not let an observer into a channel.</summary>
    void Refused(string channel, AltogicError error);

    /// <summary>The server has a new profile.</summary>
    void Updated(JToken? profile);
}
