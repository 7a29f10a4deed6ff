using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Reads and writes models that keep all their members.</summary>
/// <param name="create">Makes the model; an <see cref="ArgumentException"/> means that the JSON cannot be one.</param>
internal abstract class JsonMembersConverter<T>(Func<JObject, T> create) : JsonConverter
    where T : class, IJsonMembers
{
    public override bool CanConvert(Type objectType) => objectType == typeof(T);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null) return null;
        var dates = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            return create(JObject.Load(reader));
        }
        catch (ArgumentException refused)
        {
            throw new JsonSerializationException(refused.Message, refused);
        }
        finally
        {
            reader.DateParseHandling = dates;
        }
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is T model) model.Members.WriteTo(writer);
        else writer.WriteNull();
    }
}
