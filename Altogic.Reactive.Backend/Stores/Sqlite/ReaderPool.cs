using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// Connections that only read, opened as they are needed, up to a limit, and used again. Queries, which may run for seconds,
/// have permits of their own and wait for them without a thread, so that however many of them queue up, looking up a session
/// or an object by its id goes on.
/// </summary>
internal sealed class ReaderPool(string path) : IAsyncDisposable
{
    internal static readonly int MostQueries = Math.Max(4, Environment.ProcessorCount * 2);
    private static readonly int MostLookUps = Math.Max(8, Environment.ProcessorCount * 4);
    private readonly ConcurrentBag<DbSession> _idle = [];
    private readonly SemaphoreSlim _lookUps = new(MostLookUps);
    private readonly SemaphoreSlim _queries = new(MostQueries);
    private volatile bool _isClosed;

    /// <summary>For what an index finds at once.</summary>
    public T Read<T>(Func<DbSession, T> work)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteDatabase));
        _lookUps.Wait();
        try
        {
            return Take(work);
        }
        finally
        {
            _lookUps.Release();
        }
    }

    /// <summary>For what may take long.</summary>
    public async Task<T> QueryAsync<T>(Func<DbSession, T> work, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteDatabase));
        await _queries.WaitAsync(cancel);
        try
        {
            return Take(work);
        }
        finally
        {
            _queries.Release();
        }
    }

    /// <summary>Closes the readers as soon as the reads under way are done.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        for (var i = 0; i < MostLookUps; i++) await _lookUps.WaitAsync();
        for (var i = 0; i < MostQueries; i++) await _queries.WaitAsync();
        foreach (var session in _idle) session.Dispose();
        _idle.Clear();
        _lookUps.Release(MostLookUps);
        _queries.Release(MostQueries);
    }

    private T Take<T>(Func<DbSession, T> work)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteDatabase));
        return Read(_idle.TryTake(out var used) ? used : Connections.OpenReader(path), work);
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
