using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>What the serializer makes of .NET members: the one authority for field names and stored forms.</summary>
internal sealed class MemberNames(JsonSerializer serializer)
{
    /// <summary>The JSON property behind a member.</summary>
    /// <exception cref="NotSupportedException">The member is not stored.</exception>
    public JsonProperty Resolve(Type owner, MemberInfo member)
    {
        if (serializer.ContractResolver.ResolveContract(owner) is JsonObjectContract contract)
        {
            foreach (var property in contract.Properties)
                if (!property.Ignored && property.UnderlyingName == member.Name && property.PropertyName is not null)
                    return property;
        }

        throw new NotSupportedException(
            $"{owner.Name}.{member.Name} is not stored as a field of its own. Only members that the serializer writes can be used.");
    }

    /// <summary>A value in the form in which a member or a list with this converter stores it, so that both sides of a comparison are written alike.</summary>
    public object? InStoredForm(object? value, JsonConverter? converter)
    {
        if (value is null || converter is not { CanWrite: true }) return value;
        using var writer = new JTokenWriter();
        converter.WriteJson(writer, value, serializer);
        return writer.Token;
    }
}
