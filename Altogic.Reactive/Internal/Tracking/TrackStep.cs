namespace Altogic.Reactive.Internal.Tracking;

/// <summary>What one answer means for a stream of statuses.</summary>
/// <param name="News">What to pass on; null when there is nothing new.</param>
/// <param name="IsLast">Whether nothing more is to be asked.</param>
internal readonly record struct TrackStep<T>(Result<T>? News, bool IsLast);
