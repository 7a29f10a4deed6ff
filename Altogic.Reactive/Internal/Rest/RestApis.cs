using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>Makes the declared interfaces callable, each when it is first needed.</summary>
internal sealed class RestApis(IRequester requester)
{
    private IAuthApi? _auth;
    private IDatabaseApi? _database;
    private IObjectApi? _object;
    private IStorageApi? _storage;
    private IBucketApi? _bucket;
    private IFileApi? _file;
    private IEndpointApi? _endpoint;
    private IQueueApi? _queue;
    private ITaskApi? _task;
    private ICacheApi? _cache;
    private IRealtimeApi? _realtime;

    public IAuthApi Auth => Get(ref _auth);

    public IDatabaseApi Database => Get(ref _database);

    public IObjectApi Object => Get(ref _object);

    public IStorageApi Storage => Get(ref _storage);

    public IBucketApi Bucket => Get(ref _bucket);

    public IFileApi File => Get(ref _file);

    public IEndpointApi Endpoint => Get(ref _endpoint);

    public IQueueApi Queue => Get(ref _queue);

    public ITaskApi Task => Get(ref _task);

    public ICacheApi Cache => Get(ref _cache);

    public IRealtimeApi Realtime => Get(ref _realtime);

    private T Get<T>(ref T? api) where T : class
    {
        if (Volatile.Read(ref api) is { } known) return known;
        var made = RestProxy<T>.Create(requester);
        return Interlocked.CompareExchange(ref api, made, null) ?? made;
    }
}
