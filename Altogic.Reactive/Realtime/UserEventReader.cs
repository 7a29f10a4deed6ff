using Altogic.Reactive.Auth;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>Reads the events about a user (realtime §5.4): the name once more as the first argument, then the session or null.</summary>
internal static class UserEventReader
{
    public static readonly IReadOnlyList<string> Names =
    [
        "user:signin", "user:signout", "user:update", "user:delete", "user:pwdchange", "user:emailchange", "user:phonechange",
    ];

    /// <summary>Null for an event that is not readable.</summary>
    public static UserEvent? TryRead(RealtimeMessage message)
    {
        try
        {
            var arguments = message.ReadArguments();
            var isNamed = arguments.Count > 0 && arguments[0] is JValue { Value: string name } && name == message.Event;
            var session = arguments.Skip(isNamed ? 1 : 0).FirstOrDefault() as JObject;
            return new UserEvent(message.Event, session?["token"] is JValue { Value: string token } && Session.CanBeToken(token) ? new Session(session) : null);
        }
        catch (JsonException)
        {
            // not an event of a server that speaks our protocol
            return null;
        }
    }
}
