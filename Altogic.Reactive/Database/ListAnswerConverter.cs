using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

internal sealed class ListAnswerConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => typeof(IListAnswer).IsAssignableFrom(objectType);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var answer = (IListAnswer)Activator.CreateInstance(objectType)!;
        if (reader.TokenType != JsonToken.Null) answer.Read(reader, serializer);
        return answer;
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
        throw new NotSupportedException("Lists are only read.");
}
