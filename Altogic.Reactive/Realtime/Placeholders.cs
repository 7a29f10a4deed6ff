using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>Puts attachments in the place of their placeholders (realtime §8.4).</summary>
internal static class Placeholders
{
    /// <exception cref="JsonException">A placeholder has no attachment.</exception>
    public static JToken Fill(JToken json, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        if (attachments.Count == 0) return json;
        switch (json)
        {
            case JObject { Count: 2 } item when item["_placeholder"] is JValue { Value: true }:
                return new JValue(Find(item["num"], attachments));
            case JObject item:
                foreach (var member in item.Properties().ToList()) member.Value = Fill(member.Value, attachments);
                return item;
            case JArray list:
                for (var i = 0; i < list.Count; i++) list[i] = Fill(list[i], attachments);
                return list;
            default:
                return json;
        }
    }

    private static byte[] Find(JToken? number, IReadOnlyList<ReadOnlyMemory<byte>> attachments) =>
        number is JValue { Value: long index } && index >= 0 && index < attachments.Count
            ? attachments[(int)index].ToArray()
            : throw new JsonSerializationException("A placeholder stands for no attachment.");
}
