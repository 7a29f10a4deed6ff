using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Camel-case names, and points in time in UTC whatever type they have: servers compare stored ones as text.</summary>
internal sealed class ClientContracts : DefaultContractResolver
{
    public ClientContracts() => NamingStrategy = new CamelCaseNamingStrategy(processDictionaryKeys: false, overrideSpecifiedNames: false);

    protected override JsonConverter? ResolveContractConverter(Type objectType) =>
        objectType == typeof(DateTimeOffset) ? UtcOffsetConverter.Instance : base.ResolveContractConverter(objectType);
}
