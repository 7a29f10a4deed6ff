using Altogic.Reactive.Internal;

namespace Altogic.Reactive.Auth;

/// <summary>Accounts, sign-in and sessions.</summary>
public sealed class AuthManager
{
    internal AuthManager(ClientContext context) => Context = context;

    internal ClientContext Context { get; }
}
