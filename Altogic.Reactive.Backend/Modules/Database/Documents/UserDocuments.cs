using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <inheritdoc cref="IUserDocuments"/>
internal sealed class UserDocuments(ModelRegistry models, ObjectId ids, TimeProvider time) : IUserDocuments
{
    private readonly ResolvedModel _users = models.Resolve(ModelName.Users);

    public JsonObject Create(DbSession session, JsonObject values)
    {
        var id = values[SystemFields.Id] is JsonValue given && given.TryGetValue<string>(out var text) ? text : null;
        var user = Shaper().Create(_users.Schema, values, null, id);
        DocumentStore.Insert(session, _users, user);
        return user;
    }

    public JsonObject? Get(DbSession session, string id) => DocumentStore.Get(session, _users, id);

    public JsonObject? FindBy(DbSession session, string field, string value)
    {
        var id = session.Scalar($"SELECT id FROM {_users.Table} WHERE json_extract(doc, '$.{field}') = $1", value) as string;
        return id is null ? null : Get(session, id);
    }

    public JsonObject Update(DbSession session, string id, JsonObject changes)
    {
        var user = Get(session, id) ?? throw new ApiException(404, "object_not_found", $"There is no user '{id}'.");
        var before = EmbeddedObjects.Of(_users.TopName, user);
        Shaper().Update(_users.Schema, user, changes);
        DocumentStore.Replace(session, _users, before, user);
        return user;
    }

    public bool Delete(DbSession session, string id)
    {
        if (Get(session, id) is not { } user) return false;
        DocumentStore.Delete(session, _users, user);
        return true;
    }

    private ObjectShaper Shaper() => new(ids, Timestamp.Of(time.GetUtcNow()));
}
