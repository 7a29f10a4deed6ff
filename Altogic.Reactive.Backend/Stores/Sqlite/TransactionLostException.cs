namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>SQLite gave up the transaction in the middle of a group: none of its writes happened.</summary>
internal sealed class TransactionLostException(Exception? inner)
    : Exception("The write was undone together with another one that the disk could not take.", inner);
