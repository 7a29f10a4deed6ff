namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>What one call shares while its values are shaped: the instant, the errors, the secrets to keep.</summary>
internal sealed class Shaping(ObjectId ids, DateTimeOffset now, Secrets secrets)
{
    private readonly List<SecretChange> _secretChanges = [];
    private readonly HashSet<(string ObjectId, string Field)> _secretFields = [];

    public ObjectId Ids { get; } = ids;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The text of <see cref="Now"/> in documents.</summary>
    public string Timestamp { get; } = Values.Timestamp.Of(now);

    public Secrets Secrets { get; } = secrets;

    /// <summary>Whether the values come from a client, who cannot write what is protected. The default value is true.</summary>
    public bool IsClient { get; init; } = true;

    /// <summary>
    /// Whether objects are taken as they come: with their ids and time stamps, and with fields that are not declared. The default value is false.
    /// </summary>
    public bool IsImport { get; init; }

    public ValueErrors Errors { get; } = new();

    /// <summary>Hashes to store, and null for those to drop, in the order given.</summary>
    public IReadOnlyList<SecretChange> SecretChanges => _secretChanges;

    public void Keep(SecretChange change)
    {
        _secretChanges.Add(change);
        _secretFields.Add((change.ObjectId, change.Field));
    }

    /// <summary>Whether this call says something about the secret.</summary>
    public bool Mentions(string objectId, string field) => _secretFields.Contains((objectId, field));
}

/// <summary>A secret field of one object gets a hash, or loses it.</summary>
internal readonly record struct SecretChange(string ObjectId, string Field, string? Hash);
