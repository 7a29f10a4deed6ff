using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>A model that is its JSON: typed members are read from it, unknown ones stay in it.</summary>
internal interface IJsonMembers
{
    JObject Members { get; }
}
