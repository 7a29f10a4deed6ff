using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>Interrupts statements of one connection that run too long, or for nobody any more.</summary>
internal sealed class QueryGuard
{
    // A hundred rows or so.
    private const int InstructionsBetweenChecks = 1000;
    // Some milliseconds of work of the evaluator, which SQLite knows nothing of.
    private const long StepsBetweenChecks = 20_000;
    private readonly sqlite3 _database;
    private long _steps;
    private TimeProvider? _time;
    private long _deadline;
    private CancellationToken _cancel;

    private QueryGuard(sqlite3 database)
    {
        _database = database;
        raw.sqlite3_progress_handler(_database, InstructionsBetweenChecks, static guard => ((QueryGuard)guard).IsOver() ? 1 : 0, this);
    }

    public static QueryGuard Of(DbSession session) => session.Feature(static session => new QueryGuard(session.Connection.Handle!));

    /// <summary>Watches until the result is disposed.</summary>
    public Watch Start(TimeProvider time, TimeSpan limit, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _deadline = time.GetTimestamp() + (long)(limit.TotalSeconds * time.TimestampFrequency);
        _cancel = cancel;
        _time = time;
        _steps = 0;
        return new Watch(this);
    }

    /// <summary>Counts work inside one row, and looks at the clock after so much of it.</summary>
    public void Spend(long steps)
    {
        _steps += steps;
        if (_steps < StepsBetweenChecks) return;
        ThrowIfOver();
        // Only now: once the time is over, every further step says so.
        _steps = 0;
    }

    /// <exception cref="ApiException">504 when the query takes too long.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it.</exception>
    public void ThrowIfOver()
    {
        if (!IsOver()) return;
        _cancel.ThrowIfCancellationRequested();
        throw QueryEngine.TooSlow();
    }

    private bool IsOver() => _time is not null && (_cancel.IsCancellationRequested || _time.GetTimestamp() > _deadline);

    internal readonly struct Watch(QueryGuard guard) : IDisposable
    {
        public void Dispose() => (guard._time, guard._cancel) = (null, default);
    }
}
