using System.Reactive;
using Altogic.Reactive.Cache;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Cache;

/// <summary>The cache calls of the official client as ours.</summary>
internal static class CacheWireCalls
{
    private const string Encoded = "Keys in the query are percent-encoded, so that every key arrives as it is (rest §3, Q15).";
    private const string NeedsArgument = "A required argument is missing; it is refused before sending.";
    private const string OnlyTheNumber = "The data is the number itself.";
    private const string Entries = "Entries are typed: a key and its value; other members are not shown.";
    private const string EntryData = """[{"key":"user:1","value":null},{"key":"user:2","value":null}]""";

    /// <summary>Examples whose call cannot be written in C#, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Without = new Dictionary<string, string>
    {
        ["cache.set/value-undefined"] = "C# has no undefined: a value is given, or it is null.",
        ["cache.increment/amount-null"] = "The amount is a double, and no double is null.",
    };

    public static readonly IReadOnlyDictionary<string, CacheWireCall> Table = new Dictionary<string, CacheWireCall>
    {
        ["cache.get/plain"] = CacheWireCall.Get("user:1") with { Why = Encoded, Query = "key=user%3A1" },
        ["cache.get/ampersand"] = CacheWireCall.Get("a&b=c") with { Why = Encoded, Query = "key=a%26b%3Dc" },
        ["cache.get/percent"] = CacheWireCall.Get("100%41") with { Why = Encoded, Query = "key=100%2541" },
        ["cache.get/quotes"] = CacheWireCall.Get("\"'`") with { Why = Encoded, Query = "key=%22%27%60" },
        ["cache.get/slash"] = CacheWireCall.Get("a/b?c") with { Why = Encoded, Query = "key=a%2Fb%3Fc" },
        ["cache.get/empty"] = CacheWireCall.Refused(NeedsArgument, cache => cache.Get("")),
        ["cache.get/null"] = CacheWireCall.Refused(NeedsArgument, cache => cache.Get(null!)),
        ["cache.get/reply-null"] = CacheWireCall.Get("k"),
        ["cache.get/reply-string"] = CacheWireCall.Get("k"),
        ["cache.get/reply-nested"] = CacheWireCall.Get("k"),
        ["cache.get/reply-big-number"] = CacheWireCall.Get("k"),
        ["cache.get/reply-exact-numbers"] = CacheWireCall.Get("k"),
        ["cache.set/plain"] = Unit(cache => cache.Set("user:1", new { name = "Ada" })),
        ["cache.set/ttl"] = Unit(cache => cache.Set("user:1", new { name = "Ada" }, 60)),
        ["cache.set/ttl-zero"] = Unit(cache => cache.Set("user:1", 1, 0)) with
        {
            Why = "JavaScript drops 0; we send it and let the server decide (rest Q16).",
            Body = """{"key":"user:1","value":1,"ttl":0}""",
        },
        ["cache.set/value-null"] = Unit(cache => cache.Set("k", null)),
        ["cache.set/value-false"] = Unit(cache => cache.Set("k", false)),
        ["cache.delete/plain"] = Unit(cache => cache.Delete("user:1")),
        ["cache.delete/empty-array"] = CacheWireCall.Refused(NeedsArgument, cache => cache.Delete()),
        ["cache.delete/special-key"] = Unit(cache => cache.Delete("a+b&c=d %41?#é 漢 😀\"'\\/")),
        ["cache.increment/plain"] = Number(cache => cache.Increment("hits"), "11"),
        ["cache.increment/amount-ttl"] = Number(cache => cache.Increment("hits", 2.5, 30), "11"),
        ["cache.decrement/plain"] = Number(cache => cache.Decrement("hits"), "9"),
        ["cache.decrement/ttl-only"] = Number(cache => cache.Decrement("hits", ttl: 10), "9"),
        ["cache.expire/plain"] = Unit(cache => cache.Expire("hits", 30)),
        ["cache.getStats/plain"] = CacheWireCall.Of(cache => cache.GetStats(), stats => JObject.FromObject(stats.Other)),
        ["cache.listKeys/plain"] = Page(cache => cache.ListKeys(), $$"""{"data":{{EntryData}},"next":"cursor-2"}"""),
        ["cache.listKeys/pattern"] = Page(cache => cache.ListKeys("user:*"), $$"""{"data":{{EntryData}},"next":"cursor-2"}"""),
        ["cache.listKeys/undefined-pattern-next"] = Page(cache => cache.ListKeys(next: "cursor-2"), $$"""{"data":{{EntryData}},"next":null}"""),
        ["cache.listKeys/nulls"] = Page(cache => cache.ListKeys(null, null), $$"""{"data":{{EntryData}},"next":"cursor-2"}""") with
        {
            Why = "An argument that is null is left out, as one that is undefined is. " + Entries,
            Body = "{}",
        },
        ["cache.listKeys/empty-reply"] = Page(cache => cache.ListKeys("x"), null) with
        {
            Why = "JavaScript throws a TypeError; ours is a failed result.",
            Failure = ErrorCodes.EmptyResponse,
        },
        ["cache.listKeys/no-next-in-reply"] = Page(cache => cache.ListKeys("x"), """{"data":[],"next":null}""") with
        {
            Why = "No cursor is the same as null.",
        },
    };

    private static CacheWireCall Unit(Func<CacheManager, IObservable<Result<Unit>>> call) => CacheWireCall.Of(call, _ => null);

    private static CacheWireCall Number(Func<CacheManager, IObservable<Result<double>>> call, string data) =>
        CacheWireCall.Of(call, number => (long)number) with { Why = OnlyTheNumber, Data = data };

    private static CacheWireCall Page(Func<CacheManager, IObservable<Result<CachePage>>> call, string? data) =>
        CacheWireCall.Of(call, page => JObject.FromObject(page)) with { Why = Entries, Data = data };
}
