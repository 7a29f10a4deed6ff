using Altogic.Reactive.Backend.Realtime.Hub;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>What all Socket.IO sessions share.</summary>
internal sealed record SocketServices(
    RealtimeHub Hub, IAdmission Admission, CommandReader Commands, RealtimeSettings Settings, int MaxPayload, TimeProvider Time, ILogger<SocketSession> Log);
