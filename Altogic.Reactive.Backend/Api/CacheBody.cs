using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Cache;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The members of the bodies of cache operations. Null counts as absent everywhere but in <c>value</c> (rest §11).</summary>
internal readonly struct CacheBody
{
    private const int LongestText = 1024;
    private const int MostKeys = 10_000;
    private const long LongestTime = 100L * 365 * 24 * 60 * 60;

    private readonly JsonBody _body;

    private CacheBody(JsonBody body) => _body = body;

    /// <exception cref="ApiException">400 when the body is not a JSON object.</exception>
    public static CacheBody Of(HttpContext context) => new(JsonBody.Of(context));

    /// <summary>Checks a key, wherever it came from.</summary>
    public static string RequireKey(string? key)
    {
        if (string.IsNullOrEmpty(key)) throw FieldErrors.Missing("key");
        return key.Length <= LongestText ? key : throw FieldErrors.Invalid("key", FormattableString.Invariant($"A key has {LongestText} characters at most."));
    }

    public string Key() => RequireKey(_body.OptionalText("key"));

    /// <summary>The keys to delete; null when the body names none.</summary>
    public IReadOnlyList<string>? Keys()
    {
        var keys = _body.Member("keys");
        if (keys.ValueKind == JsonValueKind.Undefined) return null;
        if (keys.ValueKind == JsonValueKind.String) return [RequireKey(keys.GetString())];
        if (keys.ValueKind != JsonValueKind.Array) throw FieldErrors.Invalid("keys", "keys has to be a list of texts.");
        var count = keys.GetArrayLength();
        if (count == 0) throw new ApiException(400, "emtpy_array", "The list of keys is empty.");
        if (count > MostKeys) throw FieldErrors.Invalid("keys", FormattableString.Invariant($"One call takes {MostKeys} keys at most."));
        return [.. keys.EnumerateArray().Select(key => key.ValueKind == JsonValueKind.String
            ? RequireKey(key.GetString())
            : throw FieldErrors.Invalid("keys", "keys has to be a list of texts."))];
    }

    /// <summary>The value as compact JSON; null for the literal null.</summary>
    public byte[]? Value()
    {
        var value = _body.AnyMember("value");
        if (value.ValueKind == JsonValueKind.Undefined) throw FieldErrors.Missing("value");
        if (value.ValueKind == JsonValueKind.Null) return null;
        return Compact(JsonMarshal.GetRawUtf8Value(value));
    }

    /// <summary>The number to add or subtract, as its text; 1 when it is absent.</summary>
    public string Amount(string name)
    {
        var amount = _body.Member(name);
        if (amount.ValueKind == JsonValueKind.Undefined) return "1";
        return amount.ValueKind == JsonValueKind.Number && double.IsFinite(amount.GetDouble())
            ? amount.GetRawText()
            : throw FieldErrors.Invalid(name, $"{name} has to be a number.");
    }

    /// <summary>The seconds until the key expires; null for never, which is what 0 means too.</summary>
    public long? TimeToLive() => Seconds("ttl") is { } seconds and > 0 ? seconds : null;

    /// <summary>The seconds until the key expires, which may be 0 for now.</summary>
    public long RequiredTimeToLive() => Seconds("ttl") ?? throw FieldErrors.Missing("ttl");

    /// <summary>The pattern of keys; null for all.</summary>
    public GlobPattern Pattern()
    {
        var pattern = _body.OptionalText("pattern");
        return pattern is null || pattern.Length <= LongestText
            ? GlobPattern.Parse(pattern)
            : throw FieldErrors.Invalid("pattern", FormattableString.Invariant($"A pattern has {LongestText} characters at most."));
    }

    /// <summary>The key that the page comes after; null for the first page.</summary>
    public string? After() => _body.OptionalText("next") is { } next
        ? CacheCursor.Read(next) ?? throw FieldErrors.Invalid("next", "next is what the page before came with, or absent.")
        : null;

    /// <summary>The text as it came, without the white space between its parts.</summary>
    private static byte[] Compact(ReadOnlySpan<byte> json)
    {
        var rented = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            var (length, isText, isEscaped) = (0, false, false);
            foreach (var c in json)
            {
                if (!isText && c is ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) continue;
                if (c == '"' && !isEscaped) isText = !isText;
                isEscaped = c == '\\' && !isEscaped;
                rented[length++] = c;
            }

            return rented.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private long? Seconds(string name)
    {
        var seconds = _body.Member(name);
        if (seconds.ValueKind == JsonValueKind.Undefined) return null;
        return seconds.ValueKind == JsonValueKind.Number && seconds.TryGetDecimal(out var number)
            && number is >= 0 and <= LongestTime && number == decimal.Truncate(number)
            ? (long)number
            : throw FieldErrors.Invalid(name, string.Create(
                CultureInfo.InvariantCulture, $"{name} has to be a whole number of seconds, from 0 to {LongestTime}."));
    }
}
