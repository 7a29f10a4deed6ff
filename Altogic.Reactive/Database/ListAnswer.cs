using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>A list as servers send it: an array, <c>{info, data}</c>, or null (db-query §12).</summary>
/// <typeparam name="T">What the objects are read as.</typeparam>
[JsonConverter(typeof(ListAnswerConverter))]
internal sealed class ListAnswer<T> : IListAnswer
{
    public CountInfo? Info { get; private set; }

    public IReadOnlyList<T> Items { get; private set; } = [];

    public void Read(JsonReader reader, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.StartArray) Items = NoNulls.Read<T>(reader, serializer);
        else if (reader.TokenType == JsonToken.StartObject) ReadEnvelope(reader, serializer);
        else throw Unexpected(reader);
    }

    private void ReadEnvelope(JsonReader reader, JsonSerializer serializer)
    {
        var hasData = false;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            if (name == "info") Info = serializer.Deserialize<CountInfo>(reader);
            else if (name == "data") (Items, hasData) = (NoNulls.Read<T>(reader, serializer), true);
            else reader.Skip();
        }

        if (!hasData) throw Unexpected(reader);
    }

    private static JsonSerializationException Unexpected(JsonReader reader) =>
        new($"A list was expected at '{reader.Path}'.");
}
