namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>Whom a publication is for.</summary>
internal enum Audience
{
    Everybody,

    /// <summary>The members of a channel.</summary>
    Channel,

    /// <summary>The connections that were opened with a session of a user.</summary>
    User,
}
