using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Cache;

/// <summary>
/// The app's key-value store: values of any JSON type under keys of up to 1,024 characters. A cache may forget what it has no room
/// for, so keep there only what can be had again. Thread-safe.
/// </summary>
public sealed class CacheManager
{
    private static readonly ItemsAnswer<CachePage, CacheEntry> PageAnswer = new(page => page.Data);

    private readonly ClientContext _context;

    internal CacheManager(ClientContext context) => _context = context;

    private ICacheApi Api => _context.Rest.Cache;

    /// <summary>Reads a value as JSON. Cold.</summary>
    /// <param name="key">The key.</param>
    /// <returns>One result; null when there is no such key, which is not a failure.</returns>
    /// <exception cref="ArgumentException">The key is empty or longer than 1,024 characters.</exception>
    public IObservable<Result<JToken?>> Get(string key) => Get<JToken>(key);

    /// <summary>Reads a value. Cold.</summary>
    /// <param name="key">The key.</param>
    /// <typeparam name="T">What the value is read as; of <c>int?</c> and <c>int</c> only the first can tell "nothing" from 0.</typeparam>
    /// <returns>One result; <c>default</c> when there is no such key, which is not a failure.</returns>
    /// <exception cref="ArgumentException">The key is empty or longer than 1,024 characters.</exception>
    public IObservable<Result<T?>> Get<T>(string key)
    {
        CacheChecks.Key(key);
        return _context.Executor.Run(Reading("get"), cancellation => Api.Get(key, cancellation), CacheAnswer<T>.Instance);
    }

    /// <summary>Stores a value in the place of whatever the key held, its expiry included. Cold.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Anything that JSON can hold; null is the same as no value: the key is gone afterwards.</param>
    /// <param name="ttl">Seconds until the key expires. The default is null: never; 0 means the same.</param>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">The key is empty or too long, or the seconds are negative.</exception>
    public IObservable<Result<Unit>> Set(string key, object? value, int? ttl = null)
    {
        var body = new CacheSetRequest(CacheChecks.Key(key), value, CacheChecks.Seconds(ttl));
        return _context.Executor.ExecuteUnit(Writing("set"), cancellation => Api.Set(body, cancellation));
    }

    /// <summary>Forgets one key or several. Cold.</summary>
    /// <param name="keys">At least one; unknown ones are no failure.</param>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">There is no key, or one that is empty or too long.</exception>
    public IObservable<Result<Unit>> Delete(params string[] keys) => Delete((IEnumerable<string>)keys);

    /// <summary>Forgets several keys. Cold.</summary>
    /// <param name="keys">At least one; unknown ones are no failure.</param>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">There is no key, or one that is empty or too long.</exception>
    public IObservable<Result<Unit>> Delete(IEnumerable<string> keys)
    {
        var body = new CacheDeleteRequest(CacheChecks.Keys(keys));
        return _context.Executor.ExecuteUnit(Writing("delete"), cancellation => Api.Delete(body, cancellation));
    }

    /// <summary>Adds to a number in one atomic step; a key that is not there starts at 0. An earlier expiry is discarded. Cold.</summary>
    /// <param name="key">The key.</param>
    /// <param name="increment">How much to add. The default is 1.</param>
    /// <param name="ttl">Seconds until the key expires. The default is null: never; 0 means the same.</param>
    /// <returns>One result with the new number; a failure with <c>invalid_value</c> when the key holds something else.</returns>
    /// <exception cref="ArgumentException">The key is empty or too long, the number is not finite, or the seconds are negative.</exception>
    public IObservable<Result<double>> Increment(string key, double increment = 1, int? ttl = null)
    {
        var body = new CacheIncrementRequest(CacheChecks.Key(key), CacheChecks.Finite(increment, nameof(increment)), CacheChecks.Seconds(ttl));
        return Count("increment", cancellation => Api.Increment(body, cancellation));
    }

    /// <summary>Subtracts from a number in one atomic step; a key that is not there starts at 0. An earlier expiry is discarded. Cold.</summary>
    /// <param name="key">The key.</param>
    /// <param name="decrement">How much to subtract. The default is 1.</param>
    /// <param name="ttl">Seconds until the key expires. The default is null: never; 0 means the same.</param>
    /// <returns>One result with the new number; a failure with <c>invalid_value</c> when the key holds something else.</returns>
    /// <exception cref="ArgumentException">The key is empty or too long, the number is not finite, or the seconds are negative.</exception>
    public IObservable<Result<double>> Decrement(string key, double decrement = 1, int? ttl = null)
    {
        var body = new CacheDecrementRequest(CacheChecks.Key(key), CacheChecks.Finite(decrement, nameof(decrement)), CacheChecks.Seconds(ttl));
        return Count("decrement", cancellation => Api.Decrement(body, cancellation));
    }

    /// <summary>Has a key expire; one that is not there stays so. Cold.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ttl">Seconds until it expires; 0 means now.</param>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">The key is empty or too long, or the seconds are negative.</exception>
    public IObservable<Result<Unit>> Expire(string key, int ttl)
    {
        var body = new CacheExpireRequest(CacheChecks.Key(key), CacheChecks.Seconds(ttl)!.Value);
        return _context.Executor.ExecuteUnit(Writing("expire"), cancellation => Api.Expire(body, cancellation));
    }

    /// <summary>Asks how full the cache is and how much went in and out. Cold.</summary>
    /// <returns>One result.</returns>
    public IObservable<Result<CacheStats>> GetStats() => _context.Executor.Execute<CacheStats>(Reading("getStats"), Api.GetStats);

    /// <summary>Lists keys with their values, one page of them. Cold.</summary>
    /// <param name="pattern">
    /// <c>*</c> any characters, <c>?</c> one, <c>[ae]</c> one of, <c>[^e]</c> none of, <c>[a-f]</c> a range, <c>\</c> before a
    /// character that is meant as it is. The default is null: all keys.
    /// </param>
    /// <param name="next">The <see cref="CachePage.Next"/> of the page before. The default is null: the first page.</param>
    /// <returns>One result. A page may be empty although others follow.</returns>
    public IObservable<Result<CachePage>> ListKeys(string? pattern = null, string? next = null)
    {
        var body = new CacheListKeysRequest(pattern, next);
        return _context.Executor.Run(Reading("listKeys"), cancellation => Api.ListKeys(body, cancellation), PageAnswer);
    }

    /// <summary>
    /// Lists every key with its value, page after page. Cold. A page is asked for when the subscriber has returned from the last key
    /// of the one before; it ends after the last page or after the first failed one.
    /// </summary>
    /// <param name="pattern">As for <see cref="ListKeys"/>. The default is null: all keys.</param>
    /// <returns>
    /// A success per key; a failed page is one failure. Keys that are there during the whole walk all come. Disposing cancels the
    /// request in flight.
    /// </returns>
    public IObservable<Result<CacheEntry>> Keys(string? pattern = null) => KeyWalk.Over(
        next => ListKeys(pattern, next), exception => Uncaught.Surface(_context.Scheduler, exception));

    private static Operation Reading(string name) => new("cache." + name, IsSafeToRepeat: true);

    private static Operation Writing(string name) => new("cache." + name, IsSafeToRepeat: false);

    private IObservable<Result<double>> Count(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        _context.Executor.Execute<CountAnswer>(Writing(name), send).Select(result => result.Map(answer => answer.Value));
}
