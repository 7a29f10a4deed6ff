using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Json;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <inheritdoc cref="IUserDocuments"/>
internal sealed class UserDocuments(ModelRegistry models, ObjectId ids, TimeProvider time, UserDeletions deletions) : IUserDocuments
{
    private readonly ObjectSchema _users = models.Resolve(ModelName.Users).Schema;

    public Task<Secrets> HashAsync(JsonObject values, SecretHash hash, CancellationToken cancel) =>
        _users.HasSecrets ? Secrets.OfAsync(_users, JsonSerializer.SerializeToElement(values), hash, cancel) : Task.FromResult(Secrets.None);

    public JsonObject Create(DbSession session, JsonObject values, Secrets? secrets = null)
    {
        var id = values[SystemFields.Id] is JsonValue given && given.TryGetValue<string>(out var text) && ObjectId.IsValid(text) ? text.ToLowerInvariant() : null;
        var shaping = Shaping(secrets ?? Secrets.None);
        var user = new ObjectShaper(shaping).Create(_users, JsonSerializer.SerializeToElement(values), null, id);
        shaping.Errors.ThrowIfAny();
        DocumentStore.Insert(session, _users, PreparedDocument.Of(_users, user));
        DocumentStore.Keep(session, shaping.SecretChanges);
        return user;
    }

    public JsonObject? Get(DbSession session, string id) =>
        _users.Documents.Get(session, id) is { } utf8 ? JsonTree.ParseStored(utf8) : null;

    public JsonObject? FindBy(DbSession session, string field, string value)
    {
        using var statement = session.Prepare($"SELECT json(doc) FROM {_users.Documents.Name} WHERE {SqlPaths.Extract("", field)} = ?1");
        statement.Bind(1, value);
        return statement.Step() ? JsonTree.ParseStored(statement.Utf8(0)) : null;
    }

    public JsonObject Update(DbSession session, string id, JsonObject changes)
    {
        var stored = DocumentStore.Load(session, _users, id)
            ?? throw new ApiException(404, "object_not_found", "There is no such user.", new JsonObject { ["id"] = id });
        var shaping = Shaping(Secrets.None);
        var isByPeople = changes.Any(change => !UserFields.IsNotedByServer(change.Key));
        new ObjectShaper(shaping).Update(_users, stored.Document, JsonSerializer.SerializeToElement(changes), checkRules: isByPeople);
        shaping.Errors.ThrowIfAny();
        DocumentStore.Replace(session, stored);
        return stored.Document;
    }

    public bool Delete(DbSession session, string id)
    {
        if (DocumentStore.Load(session, _users, id) is not { } stored) return false;
        DocumentStore.Delete(session, stored);
        deletions.Run(session, id);
        return true;
    }

    private Shaping Shaping(Secrets secrets) => new(ids, time.GetUtcNow(), secrets) { IsClient = false };
}
