using System.Reactive.Disposables;
using System.Reactive.Linq;
using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>Which page the window shows: the sign-in, or the boards of who is signed in. The session that was kept decides at the start.</summary>
public sealed class ShellViewModel : IDisposable
{
    public ShellViewModel(AltogicClient client, Schedulers schedulers) => Page = client.Auth.StateChanges
        .DistinctUntilChanged(state => state.Session?.UserId)
        .ObserveOn(schedulers.Window)
        .Select(state => Open(client, state, schedulers)).Switch()
        .ToProperty(null, schedulers.Window);

    /// <summary>A <see cref="SignInViewModel"/> or a <see cref="WorkspaceViewModel"/>; null until it is known which.</summary>
    public BoundProperty<IDisposable?> Page { get; }

    public void Dispose() => Page.Dispose();

    private static IObservable<IDisposable?> Open(AltogicClient client, AuthState state, Schedulers schedulers) =>
        Observable.Create<IDisposable?>(observer =>
        {
            var resources = new CompositeDisposable();
            if (state.IsSignedIn)
            {
                var user = state.User?.Name ?? state.User?.Email ?? "somebody";
                var store = new BoardStore(client, user);
                var workspace = new WorkspaceViewModel(user, store, client.Realtime.ConnectionChanges, () => client.Auth.SignOut(), schedulers);
                resources.Add(workspace);
                resources.Add(store);
                observer.OnNext(workspace);
            }
            else
            {
                var signIn = new SignInViewModel(client.Auth, schedulers.Window);
                resources.Add(signIn);
                observer.OnNext(signIn);
            }

            return resources;
        });
}
