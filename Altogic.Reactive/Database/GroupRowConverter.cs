using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Database;

internal sealed class GroupRowConverter : JsonConverter<GroupRow>
{
    public override bool CanWrite => false;

    public override GroupRow? ReadJson(JsonReader reader, Type objectType, GroupRow? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        reader.TokenType == JsonToken.Null ? null : new GroupRow(JObject.Load(reader), serializer);

    public override void WriteJson(JsonWriter writer, GroupRow? value, JsonSerializer serializer) =>
        throw new NotSupportedException("Rows are only read.");
}
