using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>The refusals of the cache.</summary>
internal static class CacheErrors
{
    /// <summary>The second entry is what the hosted service said; apps may look for it.</summary>
    public static ApiException TooLarge(string key, long limit)
    {
        var message = FormattableString.Invariant($"The value is larger than the {limit} bytes that a key of the cache may hold.");
        return new ApiException(413,
        [
            new ErrorItem(ErrorItem.ClientOrigin, "content_too_large", message, new JsonObject { ["key"] = key, ["limit"] = limit }),
            new ErrorItem(ErrorItem.ClientOrigin, "cache_key_size_exceeded", message, new JsonObject { ["key"] = key, ["limit"] = limit }),
        ]);
    }

    public static ApiException NoNumber(string key) =>
        new(400, "invalid_value", "Only a number can be incremented or decremented, within the range of numbers.", new JsonObject { ["key"] = key });
}
