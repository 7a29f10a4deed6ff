namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>A sign-in with a provider that cannot go on; the app's redirect page is told why.</summary>
internal sealed class ProviderException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
