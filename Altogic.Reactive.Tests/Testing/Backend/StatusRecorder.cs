using Altogic.Reactive.Backend.Modules.Jobs;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Writes down every status that messages and runs come to, and lets tests wait for one.</summary>
internal sealed class StatusRecorder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Lock _gate = new();
    private readonly List<(string Id, string Status)> _seen = [];
    private readonly List<(Func<bool> IsThere, TaskCompletionSource Signal)> _waiting = [];
    private readonly StatusChanges _changes;

    public StatusRecorder(StatusChanges changes)
    {
        _changes = changes;
        changes.Changed += Note;
    }

    /// <summary>The statuses of one message or run, in their order.</summary>
    public IReadOnlyList<string> Of(string id)
    {
        lock (_gate) return [.. _seen.Where(change => change.Id == id).Select(change => change.Status)];
    }

    /// <summary>The ids in the order in which they came to a status.</summary>
    public IReadOnlyList<string> With(string status)
    {
        lock (_gate) return [.. _seen.Where(change => change.Status == status).Select(change => change.Id)];
    }

    /// <summary>Waits until a message or run has come to a status so many times.</summary>
    public Task UntilAsync(string id, string status, int times = 1) => UntilAsync(() => _seen.Count(change => change == (id, status)) >= times);

    /// <summary>Waits until so many messages and runs have come to a status.</summary>
    public Task UntilAsync(string status, int count) => UntilAsync(() => _seen.Count(change => change.Status == status) >= count);

    public void Dispose() => _changes.Changed -= Note;

    private Task UntilAsync(Func<bool> isThere)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (isThere()) return Task.CompletedTask;
            _waiting.Add((isThere, signal));
        }

        return signal.Task.WaitAsync(Patience);
    }

    private void Note(StatusChange change)
    {
        lock (_gate)
        {
            _seen.Add((change.Id, (string)change.Info["status"]!));
            foreach (var (isThere, signal) in _waiting)
                if (isThere()) signal.TrySetResult();
        }
    }
}
