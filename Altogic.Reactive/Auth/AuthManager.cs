using System.Reactive.Linq;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Auth;

/// <summary>
/// Accounts, sign-in and sessions; every method of the official SDK by its name. A sign-in replaces the client's session before its
/// result is delivered; an answer with <c>invalid_session_token</c> or <c>missing_session_token</c>, of any module, removes it.
/// </summary>
public sealed partial class AuthManager
{
    internal AuthManager(ClientContext context, IObservable<UserEvent> userEvents)
    {
        Context = context;
        UserEvents = userEvents;
    }

    internal ClientContext Context { get; }

    private IAuthApi Api => Context.Rest.Auth;

    /// <summary>Every operation that may bring a session; only then the stored data is replaced (auth §3.1, §4).</summary>
    private IObservable<Result<AuthGrant>> Grant(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        Executed<AuthGrant>(name, send).Do(result =>
        {
            if (result.Data is { HasSession: true } grant) Context.Sessions.Set(grant.Session, grant.User);
        });

    /// <summary>Every operation that must bring a session: without one the answer is broken, and nothing changes here.</summary>
    private IObservable<Result<AuthGrant>> SignIn(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        Grant(name, send).Select(result => result.Bind(grant =>
            grant.HasSession ? result : Result.Failure<AuthGrant>(AuthErrors.WithoutSession())));

    private IObservable<Result<T>> Executed<T>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send)
        where T : notnull =>
        Context.Executor.Execute<T>(new Operation(name, IsSafeToRepeat: false), send);

    private IObservable<Result<System.Reactive.Unit>> Done(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        Context.Executor.ExecuteUnit(new Operation(name, IsSafeToRepeat: false), send);
}
