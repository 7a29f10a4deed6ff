using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Auth;

/// <content>Signing out, and reading users and sessions.</content>
public sealed partial class AuthManager
{
    private static readonly ItemsAnswer<IReadOnlyList<Session>, Session> SessionsAnswer = new(sessions => sessions);

    /// <summary>
    /// Cold. Ends a session on the server (auth §6). The client forgets its own only when that one was ended; a failure, a lost network
    /// included, is reported and leaves everything as it was.
    /// </summary>
    /// <param name="token">The token of another session of the same user; null, the default, ends the client's own.</param>
    /// <returns>One result; without a session <c>missing_session_token</c>.</returns>
    /// <exception cref="ArgumentException">The token is given, but empty.</exception>
    public IObservable<Result<Unit>> SignOut(string? token = null)
    {
        if (token is not null) Check.Text(token, nameof(token));
        return Observable.Defer(() =>
        {
            // a session that begins while this is under way is not the one that ends
            var ended = token ?? Context.Sessions.Token;
            return Done("auth.signOut", cancel => Api.SignOut(new SignOutRequest(token), cancel)).Do(result => Forget(result, ended));
        });
    }

    /// <summary>Cold. Ends all sessions of the user, and on success forgets the client's own (auth §6).</summary>
    /// <returns>One result; without a session <c>missing_session_token</c>.</returns>
    public IObservable<Result<Unit>> SignOutAll() => Observable.Defer(() =>
    {
        var ended = Context.Sessions.Token;
        return Done("auth.signOutAll", Api.SignOutAll).Do(result => Forget(result, ended));
    });

    /// <summary>Cold. Ends all sessions of the user but this one; the client stays signed in (auth §6).</summary>
    /// <returns>One result; without a session <c>missing_session_token</c>.</returns>
    public IObservable<Result<Unit>> SignOutAllExceptCurrent() => Done("auth.signOutAllExceptCurrent", Api.SignOutAllExceptCurrent);

    /// <summary>Cold. All sessions of the user, the current one included (auth §6).</summary>
    /// <returns>One result; without a session <c>missing_session_token</c>.</returns>
    public IObservable<Result<IReadOnlyList<Session>>> GetAllSessions() =>
        Context.Executor.Run(new Operation("auth.getAllSessions", IsSafeToRepeat: true), Api.GetAllSessions, SessionsAnswer);

    /// <summary>Cold. The user as the database has it now; what the client holds stays as it is, see <see cref="SetUser"/> (auth §6).</summary>
    /// <returns>One result; without a session <c>missing_session_token</c>.</returns>
    public IObservable<Result<User>> GetUserFromDB() =>
        Context.Executor.Execute<User>(new Operation("auth.getUserFromDB", IsSafeToRepeat: true), Api.GetUser);

    /// <summary>
    /// Cold. The user whose session stands in the <c>session_token</c> cookie of a request to your own web server (auth §5). The client's
    /// own session is neither used nor changed, so one client can serve everybody. On failure answer with <see cref="SessionCookie.Remove"/>.
    /// </summary>
    /// <param name="cookieHeader">The request's <c>Cookie</c> header; null or without the cookie is a failure, not an exception.</param>
    /// <returns>One result; without the cookie <see cref="ErrorCodes.SessionTokenNotFound"/>, and nothing is sent.</returns>
    public IObservable<Result<User>> GetUserFromDBByCookie(string? cookieHeader) =>
        SessionCookie.Read(cookieHeader) is { } token
            ? Context.Executor.Execute<User>(
                new Operation("auth.getUserFromDBbyCookie", IsSafeToRepeat: true), cancel => Api.GetUserOf(token, cancel))
            : Observable.Return(Result.Failure<User>(AuthErrors.SessionTokenNotFound()));

    private void Forget(Result<Unit> result, string? token)
    {
        if (result.IsSuccess && token is not null) Context.Sessions.ClearIf(token);
    }
}
