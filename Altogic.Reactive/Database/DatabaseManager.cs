using Altogic.Reactive.Internal;

namespace Altogic.Reactive.Database;

/// <summary>The documents of the app.</summary>
public sealed class DatabaseManager
{
    internal DatabaseManager(ClientContext context) => Context = context;

    internal ClientContext Context { get; }
}
