using System.Reactive.Linq;
using Altogic.Reactive.Cache;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Cache;

/// <summary>Our call for one wire example, and where and why it differs from the official one.</summary>
/// <param name="Run">Makes the call; the data of its result as JSON.</param>
internal sealed record CacheWireCall(Func<CacheManager, IObservable<Result<JToken?>>> Run)
{
    /// <summary>Why anything below is set.</summary>
    public string? Why { get; init; }

    /// <summary>Our query, where it differs.</summary>
    public string? Query { get; init; }

    /// <summary>Our body, where it differs.</summary>
    public string? Body { get; init; }

    /// <summary>The call is refused with an <see cref="ArgumentException"/> before anything is sent.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Our data, where it differs from the answer.</summary>
    public string? Data { get; init; }

    /// <summary>The code of the failure, where the official client breaks.</summary>
    public string? Failure { get; init; }

    public static CacheWireCall Of<T>(Func<CacheManager, IObservable<Result<T>>> call, Func<T, JToken?> toJson) =>
        new(cache => call(cache).Select(result => result.Map(toJson)));

    public static CacheWireCall Get(string key) => new(cache => cache.Get(key));

    public static CacheWireCall Refused(string why, Action<CacheManager> call) => new(cache =>
    {
        call(cache);
        return Observable.Empty<Result<JToken?>>();
    })
    {
        IsRefused = true,
        Why = why,
    };
}
