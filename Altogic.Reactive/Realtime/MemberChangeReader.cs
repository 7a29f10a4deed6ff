using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>Reads <c>channel:join</c>, <c>channel:leave</c> and <c>channel:update</c> (realtime §5.2).</summary>
internal static class MemberChangeReader
{
    /// <summary>Null for an event that has not that form.</summary>
    public static MemberChange? TryRead(RealtimeMessage message)
    {
        try
        {
            if (message.Channel is not { } channel || message.Message is not JObject member) return null;
            return member["id"] is JValue { Value: string id } ? new MemberChange(channel, new Member(id, DataOf(member))) : null;
        }
        catch (JsonException)
        {
            // not an event of a server that speaks our protocol
            return null;
        }
    }

    private static JToken? DataOf(JObject member) => member["data"] is { Type: not JTokenType.Null } data ? data : null;
}
