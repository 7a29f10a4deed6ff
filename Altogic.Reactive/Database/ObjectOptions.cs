namespace Altogic.Reactive.Database;

/// <summary>Options of <see cref="DatabaseObject{T}.Get(IEnumerable{Lookup}, GetOptions)"/>.</summary>
public sealed record GetOptions
{
    /// <summary>Whether the object that was read is put into the cache. The default is <see cref="CacheOption.NoCache"/>.</summary>
    public CacheOption Cache { get; init; } = CacheOption.NoCache;
}

/// <summary>Options of create, set, append, update and updateFields on a single object.</summary>
public sealed record WriteOptions
{
    /// <summary>Whether the resulting object is put into the cache. The default is <see cref="CacheOption.NoCache"/>.</summary>
    public CacheOption Cache { get; init; } = CacheOption.NoCache;

    /// <summary>
    /// Whether to answer with the outermost object instead of the embedded one; read it with
    /// <see cref="DatabaseObject{T}.As{TOther}"/>. The default is false.
    /// </summary>
    public bool ReturnTop { get; init; }
}

/// <summary>Options of <see cref="DatabaseObject{T}.Delete"/>.</summary>
public sealed record DeleteOptions
{
    /// <summary>Whether the cache forgets the object too. The default is true.</summary>
    public bool RemoveFromCache { get; init; } = true;

    /// <summary>Whether to answer with the outermost object after an embedded one was deleted. The default is false.</summary>
    public bool ReturnTop { get; init; }
}
