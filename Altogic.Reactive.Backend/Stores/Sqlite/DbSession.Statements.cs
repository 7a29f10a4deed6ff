namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <content>Statements without the cost of ADO.NET, for the reads that answer requests.</content>
internal sealed partial class DbSession
{
    private readonly StatementCache _statements = new(connection);
    private readonly Dictionary<Type, object> _features = [];

    /// <summary>The prepared statement for this text, ready to be bound; dispose it to hand it back.</summary>
    public RawStatement Prepare(string sql) => _statements.Rent(sql);

    /// <summary>What a module keeps per connection (its SQL functions, for one); made on first use.</summary>
    public T Feature<T>(Func<DbSession, T> create)
        where T : class
    {
        if (_features.TryGetValue(typeof(T), out var existing)) return (T)existing;
        var made = create(this);
        _features.Add(typeof(T), made);
        return made;
    }
}
