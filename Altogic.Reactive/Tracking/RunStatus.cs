using Altogic.Reactive.Internal.Tracking;
using Newtonsoft.Json;

namespace Altogic.Reactive;

/// <summary>Where a queue's message or a task's run is.</summary>
[JsonConverter(typeof(RunStatusConverter))]
public enum RunStatus
{
    /// <summary>A word that this library does not know; not final.</summary>
    Unknown,

    /// <summary>It waits for its first attempt, or for the next one after a failure.</summary>
    Pending,

    /// <summary>Its service is at work.</summary>
    Processing,

    /// <summary>It is done. Final.</summary>
    Completed,

    /// <summary>It failed for good. Final.</summary>
    Errors,
}
