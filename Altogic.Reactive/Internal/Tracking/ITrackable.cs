namespace Altogic.Reactive.Internal.Tracking;

/// <summary>A status record that can be followed to its end; equal records say the same.</summary>
internal interface ITrackable
{
    RunStatus Status { get; }
}
