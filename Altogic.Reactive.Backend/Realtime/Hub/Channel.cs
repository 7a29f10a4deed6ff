namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>A channel with at least one member. Guarded by the hub's lock.</summary>
/// <param name="name">The name as a JSON text.</param>
internal sealed class Channel(ReadOnlyMemory<byte> name)
{
    public ReadOnlyMemory<byte> Name => name;

    public HashSet<HubSocket> Members { get; } = [];
}
