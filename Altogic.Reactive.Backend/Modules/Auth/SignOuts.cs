using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>Lists and ends sessions (auth §6; rest A6–A9). An ended session is refused before the answer is out.</summary>
internal sealed class SignOuts(SqliteDatabase database, SessionRegistry sessions)
{
    /// <summary>Ends the caller's session, or another one of the same user. An unknown token is nothing to do.</summary>
    /// <exception cref="ApiException">403 <c>not_allowed</c> for a session of another user.</exception>
    public Task OneAsync(SessionInfo caller, string? token) => database.WriteAsync(db =>
    {
        if (string.IsNullOrEmpty(token)) token = caller.Token;
        if (SessionRegistry.OwnerOf(db, token) is { } owner && owner != caller.UserId) throw AuthErrors.SessionOfAnotherUser();
        sessions.Close(db, token);
        return true;
    });

    public Task AllAsync(SessionInfo caller) => database.WriteAsync(db =>
    {
        sessions.CloseAll(db, caller.UserId);
        return true;
    });

    public Task AllOthersAsync(SessionInfo caller) => database.WriteAsync(db =>
    {
        sessions.CloseOthers(db, caller.UserId, caller.Token);
        return true;
    });

    /// <summary>Every session of the caller, the current one included, oldest first.</summary>
    public IReadOnlyList<SessionInfo> List(SessionInfo caller) => sessions.OfUser(caller.UserId);
}
