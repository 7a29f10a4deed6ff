using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Writes a <see cref="DateTimeOffset"/> as a <see cref="DateTime"/> in UTC; reading needs no help.</summary>
internal sealed class UtcOffsetConverter : JsonConverter
{
    public static readonly UtcOffsetConverter Instance = new();

    public override bool CanRead => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(DateTimeOffset);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        throw new NotSupportedException("Times are read without a converter.");

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
        writer.WriteValue(((DateTimeOffset)value!).UtcDateTime);
}
