using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>An answer that comes in several shapes and reads itself, so that one converter serves every item type.</summary>
internal interface IListAnswer
{
    void Read(JsonReader reader, JsonSerializer serializer);
}
