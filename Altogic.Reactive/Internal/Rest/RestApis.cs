using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>Makes the declared interfaces callable, each when it is first needed.</summary>
internal sealed class RestApis(IRequester requester)
{
    private IAuthApi? _auth;
    private IDatabaseApi? _database;
    private IObjectApi? _object;

    public IAuthApi Auth => Get(ref _auth);

    public IDatabaseApi Database => Get(ref _database);

    public IObjectApi Object => Get(ref _object);

    private T Get<T>(ref T? api) where T : class =>
        Volatile.Read(ref api) ?? Interlocked.CompareExchange(ref api, RestClient.For<T>(requester), null) ?? api!;
}
