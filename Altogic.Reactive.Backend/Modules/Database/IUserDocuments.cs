using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>
/// The objects of the <c>users</c> model for those who may write all of it (authentication): defaults, validation, unique
/// checks and system fields apply, protection of single fields does not. The methods run inside a read or a write of
/// <see cref="SqliteDatabase"/>, so that they share its transaction.
/// </summary>
internal interface IUserDocuments
{
    /// <summary>Hashes the encrypted texts of a user that is to be created; slow, so it comes before the write.</summary>
    Task<Secrets> HashAsync(JsonObject values, SecretHash hash, CancellationToken cancel);

    /// <summary>Inserts a user; fills <c>_id</c> (also when <paramref name="values"/> has none) and the time stamps.</summary>
    /// <param name="session">The write.</param>
    /// <param name="values">The fields.</param>
    /// <param name="secrets">What <see cref="HashAsync"/> made of the values; null when no encrypted text can be among them.</param>
    /// <exception cref="ApiException">Validation or a unique field refused it.</exception>
    JsonObject Create(DbSession session, JsonObject values, Secrets? secrets = null);

    JsonObject? Get(DbSession session, string id);

    /// <summary>Finds the one user whose field holds exactly this text; served by an index for email, phone and providerUserId.</summary>
    JsonObject? FindBy(DbSession session, string field, string value);

    /// <summary>
    /// Sets the given fields; a null value clears one. The rules of the app are for what people change: they do not run when all
    /// of it is what the server notes, such as a sign-in.
    /// </summary>
    JsonObject Update(DbSession session, string id, JsonObject changes);

    bool Delete(DbSession session, string id);
}
