namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>A second backend was started on a data folder; the message says so to the person who did.</summary>
internal sealed class StoreInUseException(string message, Exception inner) : IOException(message, inner);
