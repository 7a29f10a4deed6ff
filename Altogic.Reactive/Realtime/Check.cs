using System.Text;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Realtime;

/// <summary>The argument checks of this module; they throw at the call, before anything is sent.</summary>
internal static class Check
{
    public static string Channel(string channel, string name)
    {
        if (channel is null) throw new ArgumentNullException(name);
        if (string.IsNullOrWhiteSpace(channel)) throw new ArgumentException("A channel needs a name.", name);
        return channel;
    }

    public static string Event(string eventName, string name)
    {
        if (eventName is null) throw new ArgumentNullException(name);
        if (string.IsNullOrWhiteSpace(eventName)) throw new ArgumentException("An event needs a name.", name);
        if (SocketEvent.IsReserved(Encoding.UTF8.GetBytes("\"" + eventName + "\"")))
            throw new ArgumentException("Socket.IO keeps this event's name for itself.", name);
        return eventName;
    }
}
