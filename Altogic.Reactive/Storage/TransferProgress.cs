namespace Altogic.Reactive.Storage;

/// <summary>How far a transfer has come. Immutable.</summary>
/// <param name="Bytes">Bytes of the file sent or received so far; never less than before, also when an attempt is repeated.</param>
/// <param name="Total">Bytes of the whole file; null when nobody knows.</param>
/// <param name="BytesPerSecond">The speed, smoothed over about a second; 0 until it was measured.</param>
public sealed record TransferProgress(long Bytes, long? Total, double BytesPerSecond)
{
    /// <summary>The part that is done, from 0 to 1; null when the total is unknown.</summary>
    public double? Fraction => Total switch
    {
        null => null,
        0 => 1,
        { } total => Math.Min(1, (double)Bytes / total),
    };
}
