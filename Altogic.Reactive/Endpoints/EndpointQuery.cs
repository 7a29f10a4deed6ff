using System.Text;
using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Endpoints;

/// <summary>Writes a query as the official SDK does (rest §3): texts as they are, nothing for null, everything else as JSON.</summary>
internal static class EndpointQuery
{
    /// <summary>The query without its question mark, what the path brings first; null when there is none.</summary>
    /// <exception cref="ArgumentException">The values are no object.</exception>
    public static string? Write(string first, object? values, JsonFormat format)
    {
        var query = new StringBuilder(first);
        if (values is not null)
        {
            foreach (var member in Members(values, format).Properties())
            {
                if (query.Length > 0) query.Append('&');
                query.Append(Uri.EscapeDataString(member.Name)).Append('=').Append(Uri.EscapeDataString(Text(member.Value, format)));
            }
        }

        return query.Length == 0 ? null : query.ToString();
    }

    private static JObject Members(object values, JsonFormat format)
    {
        try
        {
            return JObject.FromObject(values, format.Serializer);
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException)
        {
            throw new ArgumentException("The query must be an object or a dictionary that can be written as JSON.", nameof(values), refused);
        }
    }

    private static string Text(JToken value, JsonFormat format) => value.Type switch
    {
        JTokenType.Null or JTokenType.Undefined => "",
        JTokenType.String or JTokenType.Guid or JTokenType.Uri or JTokenType.TimeSpan => ((JValue)value).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => format.ToLine(value),
    };
}
