using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Treats memory and array segments of bytes like <c>byte[]</c>, in place of lists of numbers.</summary>
internal sealed class BinaryConverter : JsonConverter
{
    public override bool CanConvert(Type objectType)
    {
        var type = Nullable.GetUnderlyingType(objectType) ?? objectType;
        return type == typeof(ReadOnlyMemory<byte>) || type == typeof(Memory<byte>) || type == typeof(ArraySegment<byte>);
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        byte[]? bytes = value switch
        {
            ReadOnlyMemory<byte> memory => memory.ToArray(),
            Memory<byte> memory => memory.ToArray(),
            ArraySegment<byte> { Array: not null } segment => segment.AsSpan().ToArray(),
            ArraySegment<byte> => [],
            _ => null,
        };
        writer.WriteValue(bytes);
    }

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var bytes = serializer.Deserialize<byte[]>(reader);
        var type = Nullable.GetUnderlyingType(objectType);
        if (bytes is null) return type is not null ? null : throw new JsonSerializationException("Bytes were expected.");
        type ??= objectType;
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(bytes);
        return type == typeof(Memory<byte>) ? new Memory<byte>(bytes) : new ArraySegment<byte>(bytes);
    }
}
