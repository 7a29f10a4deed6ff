using Altogic.Reactive.Backend.Realtime.EngineIO;

namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>What a client tells about itself to the members of its channels. Immutable.</summary>
/// <param name="Json">Any JSON value.</param>
/// <param name="Attachments">The binary parts of it.</param>
internal sealed record Profile(ReadOnlyMemory<byte> Json, OutboundMessage? Attachments)
{
    /// <summary>Before the first update.</summary>
    public static readonly Profile None = new("null"u8.ToArray(), null);
}
