using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>Where copies of objects go, under their ids (data-model §10).</summary>
internal interface IObjectCache
{
    /// <summary>Inside a write: keeps a copy once the write is durable, and with it.</summary>
    /// <param name="session">The write.</param>
    /// <param name="id">The object's id.</param>
    /// <param name="json">The object.</param>
    /// <param name="time">How long; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <exception cref="ApiException">413: the copy is too large, so the write must not happen.</exception>
    void Put(DbSession session, string id, byte[] json, TimeSpan time);

    /// <summary>Inside a write: forgets the copy once the write is durable, and with it.</summary>
    void Remove(DbSession session, string id);

    /// <summary>Announces a copy of what is about to be read; dispose it afterwards.</summary>
    IObjectCopy Announce(string id);
}

/// <summary>A copy of an object that is being read. It is not kept if the key changes meanwhile, for it could be the older one.</summary>
internal interface IObjectCopy : IDisposable
{
    /// <summary>Keeps what was read.</summary>
    /// <exception cref="ApiException">413: it is too large.</exception>
    Task KeepAsync(byte[] json, TimeSpan time, CancellationToken cancel);
}
