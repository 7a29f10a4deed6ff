using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Security.Cryptography;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Loopback;

namespace Altogic.Reactive.Auth;

/// <content>Signing in through a provider.</content>
public sealed partial class AuthManager
{
    private static readonly TimeSpan DefaultSignInLimit = TimeSpan.FromMinutes(5);

    /// <summary>Where a browser begins to sign in through a provider and ends at the redirect URL configured in the backend (auth §8).</summary>
    /// <param name="provider">The provider's name, for example <see cref="AuthProvider.Google"/>.</param>
    /// <exception cref="ArgumentException">The name is missing.</exception>
    public Uri GetProviderSignInUrl(string provider) =>
        new(Context.BaseUrl + "/_auth/" + Uri.EscapeDataString(Check.Text(provider, nameof(provider))));

    /// <summary>
    /// Cold. Signs in through a provider the way RFC 8252 recommends for desktop apps: opens the browser, waits on a port of this machine
    /// for it to come back, checks that it is the sign-in that was started here, and exchanges its access token for a session, which
    /// replaces the client's. Disposing the subscription closes the port.
    /// </summary>
    /// <remarks>
    /// The browser is sent to <c>{envUrl}/_auth/{provider}?redirect=http://127.0.0.1:{port}/sign-in&amp;state={random}</c>. Both parameters
    /// extend Altogic's protocol: the backend sends the browser to <c>redirect</c> instead of the configured URL when it is an http URL of
    /// this machine (127.0.0.1, [::1] or localhost), and adds <c>state</c> unchanged to <c>access_token</c>, <c>status</c> and <c>error</c>.
    /// </remarks>
    /// <param name="provider">The provider's name, for example <see cref="AuthProvider.Google"/>.</param>
    /// <param name="browser">Opens the address it is given; null, the default, opens the system's browser.</param>
    /// <param name="timeLimit">How long to wait for the user. The default is 5 minutes; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="scheduler">The clock; null, the default, is the client's.</param>
    /// <returns>
    /// One result. Failures: <see cref="ErrorCodes.RedirectFailed"/> (consent denied and whatever else the backend reports),
    /// <see cref="ErrorKind.Timeout"/>, <see cref="ErrorCodes.BrowserNotOpened"/>, <see cref="ErrorCodes.LoopbackUnavailable"/>, and those
    /// of <see cref="GetAuthGrant(string)"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The name is missing, or the time limit is not positive or above 49 days.</exception>
    public IObservable<Result<AuthGrant>> SignInWithProvider(
        string provider, Action<Uri>? browser = null, TimeSpan? timeLimit = null, IScheduler? scheduler = null)
    {
        var url = GetProviderSignInUrl(provider);
        var limit = timeLimit ?? DefaultSignInLimit;
        if (!Waits.IsLimit(limit))
            throw new ArgumentOutOfRangeException(nameof(timeLimit), "The time limit must be positive and at most 49 days, or infinite.");
        return ProviderRedirect(url, browser ?? SystemBrowser.Open, limit, scheduler ?? Context.Scheduler)
            .SelectMany(result => result.Match(GetAuthGrant, error => Observable.Return(Result.Failure<AuthGrant>(error))));
    }

    private IObservable<Result<AuthRedirect>> ProviderRedirect(Uri url, Action<Uri> browser, TimeSpan limit, IScheduler clock)
    {
        var redirect = Observable.Using(() => LoopbackListener.Start(clock), listener => BrowserRedirect(listener, url, browser));
        if (limit != Timeout.InfiniteTimeSpan)
            redirect = redirect.Timeout(limit, Observable.Return(Result.Failure<AuthRedirect>(AuthErrors.NobodyCameBack(limit))), clock);
        return UnlessDisposed(redirect)
            .Catch((SocketException refused) => Observable.Return(Result.Failure<AuthRedirect>(AuthErrors.LoopbackUnavailable(refused))));
    }

    /// <summary>The executor ends requests with the client; this ends the wait for the user, which is not a request.</summary>
    private IObservable<Result<AuthRedirect>> UnlessDisposed(IObservable<Result<AuthRedirect>> redirect) => Observable.Defer(() =>
    {
        var disposed = Observable.Throw<Result<AuthRedirect>>(
            new ObjectDisposedException(nameof(AltogicClient), "The client has been disposed."));
        if (Context.IsDisposed) return disposed;
        var end = StateChanges.IgnoreElements().Select(_ => default(Result<AuthRedirect>)!).Concat(disposed);
        return redirect.Merge(end).Take(1);
    });

    private static IObservable<Result<AuthRedirect>> BrowserRedirect(LoopbackListener listener, Uri url, Action<Uri> browser)
    {
        var state = NewState();
        var address = new Uri(
            url.AbsoluteUri + "?redirect=" + Uri.EscapeDataString(listener.RedirectUri.AbsoluteUri) + "&state=" + state);
        // the port is open before the browser is: a browser that is quick, or blocks, finds somebody listening
        return listener.Redirect(state).Select(Result.Success).Merge(Observable.Defer(() => Opened(browser, address))).Take(1);
    }

    private static IObservable<Result<AuthRedirect>> Opened(Action<Uri> browser, Uri address)
    {
        try
        {
            browser(address);
            return Observable.Empty<Result<AuthRedirect>>();
        }
        // code of the app, or of the system: whatever it throws, the sign-in cannot begin
        catch (Exception exception)
        {
            return Observable.Return(Result.Failure<AuthRedirect>(AuthErrors.BrowserNotOpened(exception)));
        }
    }

    private static string NewState()
    {
        var bytes = new byte[32];
        using (var random = RandomNumberGenerator.Create()) random.GetBytes(bytes);
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
