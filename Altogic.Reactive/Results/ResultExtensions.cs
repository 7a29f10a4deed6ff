using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive;

/// <summary>Operators on streams of results. Each has the temperature of its source.</summary>
public static class ResultExtensions
{
    /// <summary>Cold or Hot, like its source. Passes on the data of successes and drops failures.</summary>
    /// <param name="source">Any stream of results.</param>
    public static IObservable<T> WhereSuccess<T>(this IObservable<Result<T>> source)
    {
        Require(source, nameof(source));
        return source.Where(result => result.IsSuccess).Select(result => result.Data!);
    }

    /// <summary>Cold or Hot, like its source. Changes the data of successes and passes failures on.</summary>
    /// <param name="source">Any stream of results.</param>
    /// <param name="selector">Called with the data of each success.</param>
    public static IObservable<Result<TOut>> SelectResult<T, TOut>(this IObservable<Result<T>> source, Func<T, TOut> selector)
    {
        Require(source, nameof(source));
        Require(selector, nameof(selector));
        return source.Select(result => result.Map(selector));
    }

    /// <summary>Cold or Hot, like its source. Continues each success with another operation and passes failures on.</summary>
    /// <param name="source">Any stream of results.</param>
    /// <param name="selector">Called with the data of each success; what it returns is subscribed to at once.</param>
    public static IObservable<Result<TOut>> SelectManyResult<T, TOut>(
        this IObservable<Result<T>> source, Func<T, IObservable<Result<TOut>>> selector)
    {
        Require(source, nameof(source));
        Require(selector, nameof(selector));
        return source.SelectMany(result => result.Match(selector, errors => Observable.Return(Result.Failure<TOut>(errors))));
    }

    /// <summary>Cold or Hot, like its source. Passes on the data of successes; the first failure becomes <c>OnError</c> with an <see cref="AltogicException"/>.</summary>
    /// <param name="source">Any stream of results.</param>
    public static IObservable<T> ValueOrThrow<T>(this IObservable<Result<T>> source)
    {
        Require(source, nameof(source));
        return source.Select(result => result.ValueOrThrow());
    }

    /// <summary>
    /// Cold. Subscribes to a cold operation again while it ends in a failure that may pass by itself. Unlike the client's own repetitions it
    /// does so for every operation: use it where doing the work twice is harmless. The last failure is passed on.
    /// </summary>
    /// <param name="source">An operation; of a longer stream, what comes after its first failure is cut off.</param>
    /// <param name="policy">The default is <see cref="RetryPolicy.Default"/>.</param>
    /// <param name="scheduler">The clock; the default is that of <see cref="AltogicClientOptions.Scheduler"/>.</param>
    public static IObservable<Result<T>> RetryTransient<T>(
        this IObservable<Result<T>> source, RetryPolicy? policy = null, IScheduler? scheduler = null) =>
        source.RetryTransient(policy, random: null, scheduler);

    /// <summary>Cold. The same with random numbers of the caller's.</summary>
    /// <param name="source">An operation; of a longer stream, what comes after its first failure is cut off.</param>
    /// <param name="policy">The default is <see cref="RetryPolicy.Default"/>.</param>
    /// <param name="random">Gives numbers in [0, 1); the default is a generator of the library's own.</param>
    /// <param name="scheduler">The clock; the default is that of <see cref="AltogicClientOptions.Scheduler"/>.</param>
    public static IObservable<Result<T>> RetryTransient<T>(
        this IObservable<Result<T>> source, RetryPolicy? policy, Func<double>? random, IScheduler? scheduler = null)
    {
        Require(source, nameof(source));
        var clock = scheduler ?? ClientDefaults.Scheduler;
        return Observable.Defer(() =>
            Attempt(source, policy ?? RetryPolicy.Default, new JitterSource(random), clock, clock.StartStopwatch(), attempt: 1));
    }

    private static IObservable<Result<T>> Attempt<T>(
        IObservable<Result<T>> source, RetryPolicy policy, JitterSource jitter, IScheduler clock, IStopwatch stopwatch, int attempt) =>
        source.TakeUntil(result => !result.IsSuccess).SelectMany(result =>
        {
            if (result.IsSuccess || policy.NextDelay(attempt, stopwatch.Elapsed, result.Errors, jitter.Next()) is not { } delay)
                return Observable.Return(result);
            return Observable.Timer(delay, clock).SelectMany(_ => Attempt(source, policy, jitter, clock, stopwatch, attempt + 1));
        });

    private static void Require(object? argument, string name)
    {
        if (argument is null) throw new ArgumentNullException(name);
    }
}
