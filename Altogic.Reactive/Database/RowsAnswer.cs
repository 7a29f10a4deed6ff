using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>The rows of a computation: an array, or a single row that came without one (rest §7.5).</summary>
/// <typeparam name="TRow">What a row is read as.</typeparam>
[JsonConverter(typeof(ListAnswerConverter))]
internal sealed class RowsAnswer<TRow> : IListAnswer
{
    public IReadOnlyList<TRow> Rows { get; private set; } = [];

    public void Read(JsonReader reader, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.StartArray) Rows = NoNulls.Read<TRow>(reader, serializer);
        else if (reader.TokenType == JsonToken.StartObject) Rows = [serializer.Deserialize<TRow>(reader)!];
        else throw new JsonSerializationException($"Rows were expected at '{reader.Path}'.");
    }
}
