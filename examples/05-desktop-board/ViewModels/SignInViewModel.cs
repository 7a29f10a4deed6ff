using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The page for those who are not signed in. A success is not told here: the session changes, and the page with it.</summary>
public sealed class SignInViewModel : IDisposable
{
    public SignInViewModel(AuthManager auth, IScheduler scheduler)
    {
        SignIn = OperationCommand.Create<Credentials, AuthGrant>(
            who => Checked(who, needsName: false) ?? auth.SignInWithEmail(who.Email.Trim(), who.Password), scheduler);
        SignUp = OperationCommand.Create<Credentials, AuthGrant>(
            who => Checked(who, needsName: true) ?? auth.SignUpWithEmail(who.Email.Trim(), who.Password, who.Name.Trim()), scheduler);
        Error = SignIn.Results.Merge(SignUp.Results).Select(result => result.Match(_ => "", error => error.Message)).ToProperty("", scheduler);
    }

    public OperationCommand<Credentials, AuthGrant> SignIn { get; }

    public OperationCommand<Credentials, AuthGrant> SignUp { get; }

    /// <summary>Why the last attempt failed; else empty.</summary>
    public BoundProperty<string> Error { get; }

    public void Dispose()
    {
        Error.Dispose();
        SignIn.Dispose();
        SignUp.Dispose();
    }

    private static IObservable<Result<AuthGrant>>? Checked(Credentials who, bool needsName)
    {
        if (who.Email.Trim().Length > 0 && who.Password.Length > 0 && (!needsName || who.Name.Trim().Length > 0)) return null;
        var message = needsName ? "A name, an e-mail address and a password are needed." : "An e-mail address and a password are needed.";
        return Observable.Return(Result.Failure<AuthGrant>(new AltogicError(
            ErrorKind.Client, 0, "", [new ErrorEntry("client_error", "missing_input", message)])));
    }
}
