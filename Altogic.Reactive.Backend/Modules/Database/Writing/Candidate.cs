using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>A top-level object in which a filter found something.</summary>
/// <param name="RootId">Its id.</param>
/// <param name="Ids">The ids of what was found: its own, or those of objects embedded in it.</param>
/// <param name="Seen">The state of it that was searched.</param>
internal sealed record Candidate(string RootId, IReadOnlyList<string> Ids, Fingerprint Seen);
