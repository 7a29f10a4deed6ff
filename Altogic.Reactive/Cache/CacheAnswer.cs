using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Cache;

/// <summary>
/// A cached value. Servers wrap values that are no object or list into <c>{"value": …}</c>; ours says in a header whether it did, so
/// that a stored <c>{"value": 1}</c> is told from a stored 1. Where the header is missing, the type that is asked for decides.
/// </summary>
internal sealed class CacheAnswer<T> : IAnswer<T?>
{
    public static readonly CacheAnswer<T> Instance = new();

    public async Task<T?> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation)
    {
        using var body = await PooledBody.ReadAsync(response.Content, limit, cancellation).ConfigureAwait(false);
        var first = body.FirstByte();
        if (first == 0 || (first == 'n' && JsonFormat.IsNull(body))) return default;
        if (first != '{' || Says(response, "false")) return format.Read<T>(body);
        var isKnown = Says(response, "true");
        return isKnown || IsUnwrapped(format.Serializer) ? Unwrap(format.Read<JObject>(body)!, format, isKnown) : format.Read<T>(body);
    }

    /// <summary>Types that no JSON object can be read as, and those that take any JSON.</summary>
    private static bool IsUnwrapped(JsonSerializer serializer) =>
        typeof(T) == typeof(object) || typeof(T) == typeof(JToken) || typeof(T) == typeof(JValue)
        || serializer.ContractResolver.ResolveContract(typeof(T)) is JsonPrimitiveContract or JsonStringContract;

    private static T? Unwrap(JObject body, JsonFormat format, bool isKnown)
    {
        var isWrapped = isKnown || (body.Count == 1 && body["value"] is JValue);
        var value = isWrapped ? body["value"] : body;
        try
        {
            return value is null ? default : value.ToObject<T>(format.Serializer);
        }
        // converters of the app run here, and may throw anything
        catch (Exception exception) when (exception is not JsonException)
        {
            throw new JsonSerializationException("The value could not be turned into " + typeof(T).Name + ".", exception);
        }
    }

    private static bool Says(HttpResponseMessage response, string value) =>
        response.Headers.TryGetValues(WireHeaders.CacheWrapped, out var values) && values.FirstOrDefault() == value;
}
