using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Database;

internal sealed class GeoPointConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => Nullable.GetUnderlyingType(objectType) == typeof(GeoPoint) || objectType == typeof(GeoPoint);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null && Nullable.GetUnderlyingType(objectType) is not null) return null;
        if (JToken.ReadFrom(reader) is JArray { Count: 2 } pair && IsNumber(pair[0]) && IsNumber(pair[1]))
            return new GeoPoint((double)pair[0], (double)pair[1]);
        throw new JsonSerializationException("A geo point is a list of two numbers, longitude and latitude.");
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        var point = (GeoPoint)value!;
        writer.WriteStartArray();
        writer.WriteValue(point.Longitude);
        writer.WriteValue(point.Latitude);
        writer.WriteEndArray();
    }

    private static bool IsNumber(JToken token) => token.Type is JTokenType.Integer or JTokenType.Float;
}
