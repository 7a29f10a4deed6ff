using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Reads and writes models that keep all their members; they have a constructor that takes a <see cref="JObject"/>.</summary>
internal sealed class JsonMembersConverter<T> : JsonConverter
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
            return (T)Activator.CreateInstance(typeof(T), JObject.Load(reader))!;
        }
        catch (System.Reflection.TargetInvocationException refused) when (refused.InnerException is ArgumentException reason)
        {
            throw new JsonSerializationException(reason.Message, reason);
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
