using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>Connections that only read, opened as they are needed, up to a limit, and used again.</summary>
internal sealed class ReaderPool(string path) : IAsyncDisposable
{
    private static readonly int Most = Math.Max(8, Environment.ProcessorCount * 4);
    private readonly ConcurrentBag<DbSession> _idle = [];
    private readonly SemaphoreSlim _permits = new(Most);
    private volatile bool _isClosed;

    public T Read<T>(Func<DbSession, T> work)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteDatabase));
        _permits.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteDatabase));
            var session = _idle.TryTake(out var used) ? used : Connections.OpenReader(path);
            return Read(session, work);
        }
        finally
        {
            _permits.Release();
        }
    }

    /// <summary>Closes the readers as soon as the reads under way are done.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        for (var i = 0; i < Most; i++) await _permits.WaitAsync();
        foreach (var session in _idle) session.Dispose();
        _idle.Clear();
        _permits.Release(Most);
    }

    private T Read<T>(DbSession session, Func<DbSession, T> work)
    {
        var isSound = false;
        try
        {
            session.Execute("BEGIN");
            var result = work(session);
            session.Execute("COMMIT");
            isSound = true;
            return result;
        }
        catch (Exception e) when (e is not SqliteException)
        {
            // A refusal, not a broken connection.
            session.Execute("ROLLBACK");
            isSound = true;
            throw;
        }
        finally
        {
            if (isSound) _idle.Add(session);
            else session.Dispose();
        }
    }
}
