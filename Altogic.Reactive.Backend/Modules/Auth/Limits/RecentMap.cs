namespace Altogic.Reactive.Backend.Modules.Auth.Limits;

/// <summary>A dictionary that never grows beyond its capacity: the entry not touched for longest goes first. Not thread-safe.</summary>
internal sealed class RecentMap<T>(int capacity)
    where T : class
{
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value)> _byUse = [];

    public int Count => _nodes.Count;

    /// <summary>The value of a key; looking does not count as use, so that asking about a key cannot push others out.</summary>
    public T? Peek(string key) => _nodes.TryGetValue(key, out var node) ? node.Value.Value : null;

    /// <summary>Sets a value and makes the key the one used last.</summary>
    public void Set(string key, T value)
    {
        if (_nodes.Remove(key, out var old)) _byUse.Remove(old);
        else if (_nodes.Count >= capacity) Drop(_byUse.First!);
        _nodes.Add(key, _byUse.AddLast((key, value)));
    }

    public void Remove(string key)
    {
        if (_nodes.TryGetValue(key, out var node)) Drop(node);
    }

    private void Drop(LinkedListNode<(string Key, T Value)> node)
    {
        _byUse.Remove(node);
        _nodes.Remove(node.Value.Key);
    }
}
