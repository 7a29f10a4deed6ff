using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>A lookup whose model is known.</summary>
/// <param name="Name">The field it replaces or adds.</param>
/// <param name="Target">Where the objects come from.</param>
/// <param name="Query">The condition; null joins by id.</param>
/// <param name="IsEarly">Whether the filter or the sort order sees the result, so that it cannot wait for the page to be cut.</param>
internal sealed record PlannedLookup(string Name, ResolvedModel Target, Expression? Query, bool IsEarly)
{
    public bool IsSimple => Query is null;
}
