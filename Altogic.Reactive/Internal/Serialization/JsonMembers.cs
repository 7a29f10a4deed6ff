using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Tolerant reading of single members: a member of another type counts as absent.</summary>
internal static class JsonMembers
{
    private static readonly JsonSerializerSettings Plain = new()
    {
        DateParseHandling = DateParseHandling.None,
        Culture = CultureInfo.InvariantCulture,
    };

    public static JObject Copy(JObject? json, string parameter) =>
        (JObject)(json ?? throw new ArgumentNullException(parameter)).DeepClone();

    public static string? Text(JObject members, string name) => members[name] switch
    {
        JValue { Type: JTokenType.String } text => (string?)text.Value,
        // dates only when somebody else's reader turned the text into one; numbers because versions are sometimes sent so
        JValue { Type: JTokenType.Date or JTokenType.Integer or JTokenType.Float } value => JsonConvert.ToString(value.Value).Trim('"'),
        _ => null,
    };

    public static string? Text(DateTimeOffset? date) =>
        date?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null removes the member, as it does on the wire.</summary>
    public static void Set(JObject members, string name, JToken? value)
    {
        if (value is null or JValue { Value: null }) members.Remove(name);
        else members[name] = value;
    }

    public static bool? Flag(JObject members, string name) =>
        members[name] is JValue { Type: JTokenType.Boolean } flag ? (bool?)flag.Value : null;

    public static DateTimeOffset? Date(JObject members, string name) =>
        DateTimeOffset.TryParse(
            Text(members, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;

    public static IReadOnlyList<string> Texts(JObject members, string name)
    {
        if (members[name] is not JArray list) return [];
        var texts = new List<string>(list.Count);
        foreach (var item in list)
            if (item.Type == JTokenType.String) texts.Add((string)item!);
        return texts.AsReadOnly();
    }

    public static T As<T>(JObject members)
    {
        using var reader = new JTokenReader(members);
        return JsonSerializer.Create(Plain).Deserialize<T>(reader)!;
    }
}
