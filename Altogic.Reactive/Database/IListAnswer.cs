using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>Lets one converter serve <see cref="ListAnswer{T}"/> of every type.</summary>
internal interface IListAnswer
{
    void Read(JsonReader reader, JsonSerializer serializer);
}
