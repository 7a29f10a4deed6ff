namespace Altogic.Reactive;

/// <summary>Which messages an observer loses that is slower than they come.</summary>
public enum SlowObserverPolicy
{
    /// <summary>Those that have waited longest, so that it sees what is new.</summary>
    DropOldest,

    /// <summary>Those that come while its queue is full, so that it sees an unbroken beginning.</summary>
    DropNewest,
}
