using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>How this client reads and writes JSON. Thread-safe.</summary>
internal sealed class JsonFormat
{
    private const int DeepestNesting = 128;

    // contracts are found by reflection once per resolver, so all clients share one
    private static readonly ClientContracts SharedResolver = new();

    private static readonly PropertyNames Names = new();

    private readonly JsonSerializer _lineSerializer;

    public static JsonFormat Default { get; } = new(configure: null);

    public JsonFormat(Action<JsonSerializerSettings>? configure)
    {
        Settings = new JsonSerializerSettings
        {
            ContractResolver = SharedResolver,
            Culture = CultureInfo.InvariantCulture,
            DateParseHandling = DateParseHandling.None,
            DateTimeZoneHandling = DateTimeZoneHandling.Utc,
            DateFormatString = "yyyy-MM-dd'T'HH:mm:ss.fffK",
            MaxDepth = DeepestNesting,
            CheckAdditionalContent = true,
        };
        configure?.Invoke(Settings);
        Serializer = JsonSerializer.Create(Settings);
        _lineSerializer = JsonSerializer.Create(Settings);
        _lineSerializer.Formatting = Formatting.None;
        BinarySerializer = JsonSerializer.Create(Settings);
        BinarySerializer.Converters.Add(new BinaryConverter());
    }

    /// <summary>To be read only: the serializer was made from a copy.</summary>
    public JsonSerializerSettings Settings { get; }

    /// <summary>For managers that convert a token they already hold.</summary>
    public JsonSerializer Serializer { get; }

    /// <summary>The same with binary types besides <c>byte[]</c>, for realtime messages.</summary>
    public JsonSerializer BinarySerializer { get; }

    /// <summary>Writes a request body.</summary>
    /// <exception cref="UnwritableValueException">The value cannot be written.</exception>
    public JsonBody Write(object? value)
    {
        using var text = new PooledTextWriter();
        try
        {
            using var writer = new UtcTextWriter(text) { ArrayPool = CharPool.Instance, CloseOutput = false };
            Serializer.Serialize(writer, value);
        }
        // getters and converters of the app run here, and may throw anything
        catch (Exception exception)
        {
            throw new UnwritableValueException(exception);
        }

        var bytes = text.ToPooledUtf8(out var length);
        return new JsonBody(bytes, length);
    }

    /// <summary>The JSON of a value as text on one line. The settings that the app has for all its JSON are none of ours.</summary>
    public string ToLine(object? value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text)) _lineSerializer.Serialize(writer, value);
        return text.ToString();
    }

    /// <summary>Reads the one JSON value of a body; nothing may follow it.</summary>
    /// <exception cref="JsonException">It is not JSON, or not a <typeparamref name="T"/>.</exception>
    public T? Read<T>(PooledBody body)
    {
        using var text = new BodyTextReader(body);
        return Read<T>(text, Serializer);
    }

    /// <summary>Reads the one JSON value in a piece of memory; nothing may follow it. Binary types are read from base64.</summary>
    /// <exception cref="JsonException">It is not JSON, or not a <typeparamref name="T"/>.</exception>
    public T? Read<T>(ReadOnlyMemory<byte> json)
    {
        if (!MemoryMarshal.TryGetArray(json, out var bytes)) bytes = new ArraySegment<byte>(json.ToArray());
        using var text = new Utf8TextReader(bytes);
        return Read<T>(text, BinarySerializer);
    }

    /// <summary>Converts a token, binary values included.</summary>
    /// <exception cref="JsonException">It is not a <typeparamref name="T"/>.</exception>
    public T? Convert<T>(JToken json)
    {
        using var reader = new JTokenReader(json);
        return Read<T>(reader, BinarySerializer);
    }

    private static T? Read<T>(TextReader text, JsonSerializer serializer)
    {
        using var reader = CreateReader(text);
        var value = Read<T>(reader, serializer);
        RequireEnd(reader);
        return value;
    }

    private static T? Read<T>(JsonReader reader, JsonSerializer serializer)
    {
        try
        {
            return serializer.Deserialize<T>(reader);
        }
        // setters and converters of the app run here, and may throw anything
        catch (Exception exception) when (exception is not JsonException)
        {
            throw new JsonSerializationException("The answer could not be turned into " + typeof(T).Name + ".", exception);
        }
    }

    /// <summary>Reads a body only to see whether it is one JSON value.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static void Check(PooledBody body) => Scan(body);

    /// <summary>Whether the body is the literal null.</summary>
    /// <exception cref="JsonException">It is not one JSON value.</exception>
    public static bool IsNull(PooledBody body) => Scan(body) == JsonToken.Null;

    private static JsonToken Scan(PooledBody body)
    {
        using var text = new BodyTextReader(body);
        using var reader = CreateReader(text);
        try
        {
            if (!reader.Read()) return JsonToken.None;
            var first = reader.TokenType;
            reader.Skip();
            if (reader.Read()) throw new JsonReaderException("There is something after the JSON value.");
            RequireEnd(reader);
            return first;
        }
        catch (DecoderFallbackException exception)
        {
            throw new JsonReaderException("The answer is not UTF-8.", exception);
        }
    }

    /// <summary>Newtonsoft.Json takes the end of the text for the end of whatever was open.</summary>
    private static void RequireEnd(JsonTextReader reader)
    {
        if (reader.Depth > 0) throw new JsonReaderException("The text ends in the middle of the JSON value.");
    }

    private static JsonTextReader CreateReader(TextReader text) => new(text)
    {
        ArrayPool = CharPool.Instance,
        CloseInput = false,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = DeepestNesting,
        PropertyNameTable = Names,
    };
}
