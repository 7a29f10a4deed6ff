using System.Globalization;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>The values of one statement, in the order of their numbers.</summary>
internal sealed class SqlParameters
{
    /// <summary>SQLite's own limit is 32766; texts with so many would not be worth preparing.</summary>
    public const int Most = 30_000;

    private readonly List<object?> _values = [];

    public int Count => _values.Count;

    public ReadOnlySpan<object?> Values => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values);

    /// <summary>Takes a value and gives the place holder that stands for it.</summary>
    public string Add(object? value)
    {
        _values.Add(value);
        return "?" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Forgets the values behind the first <paramref name="count"/>: a translation that was given up leaves none behind.</summary>
    public void Truncate(int count) => _values.RemoveRange(count, _values.Count - count);
}
