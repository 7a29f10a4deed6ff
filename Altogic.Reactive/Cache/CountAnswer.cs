using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Cache;

/// <summary>The answer to increment and decrement: <c>{"value": n}</c>, or the bare number.</summary>
[JsonConverter(typeof(Reader))]
internal sealed record CountAnswer(double Value)
{
    private sealed class Reader : JsonConverter
    {
        public override bool CanWrite => false;

        public override bool CanConvert(Type objectType) => objectType == typeof(CountAnswer);

        public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
        {
            var answer = JToken.ReadFrom(reader);
            var number = answer is JObject body ? body["value"] : answer;
            return number is JValue { Type: JTokenType.Integer or JTokenType.Float }
                ? new CountAnswer(number.Value<double>())
                : throw new JsonSerializationException("A number was expected.");
        }

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
            throw new NotSupportedException("Counts are only read.");
    }
}
