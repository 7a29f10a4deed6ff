namespace Altogic.Reactive.Realtime;

/// <summary>One event somebody observes.</summary>
internal sealed class EventRoute(string name)
{
    private volatile ObserverSet _observers = ObserverSet.Empty;

    public string Name => name;

    /// <summary>Read by the receiver at any time, replaced under the router's lock.</summary>
    public ObserverSet Observers
    {
        get => _observers;
        set => _observers = value;
    }
}
