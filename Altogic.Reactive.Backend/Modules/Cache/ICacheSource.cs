using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>What the journal writes, asked for under its gate.</summary>
internal interface ICacheSource
{
    /// <summary>Whether there is traffic to be kept.</summary>
    bool HasTraffic { get; }

    CacheChange ChangeOf(string key);

    /// <summary>The traffic to be kept; null when it has not changed.</summary>
    CacheTrafficRow? TakeTraffic();
}
