using System.Data.Common;

namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>The statements that move jobs from one status to the next.</summary>
internal static class JobTable
{
    public const string Columns =
        "seq, id, kind, owner, owner_name, body, created_at, due_at, started_at, completed_at, attempt, status, errors, scheduled_at";

    private const string ColumnsWithoutBody =
        "seq, id, kind, owner, owner_name, NULL, created_at, due_at, started_at, completed_at, attempt, status, errors, scheduled_at";

    /// <summary>False when the task has a run for this instant of its schedule already.</summary>
    public static bool TryInsert(DbSession db, JobRow job) => db.Execute(
        """
        INSERT INTO jobs (id, kind, owner, owner_name, body, created_at, due_at, attempt, status, scheduled_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8)
        ON CONFLICT (owner, scheduled_at) WHERE scheduled_at IS NOT NULL DO NOTHING
        """,
        job.Id, (long)job.Kind, job.Owner, job.OwnerName, job.Body, job.CreatedAt, job.DueAt, job.ScheduledAt) == 1;

    /// <summary>
    /// Makes jobs wait no longer than they were meant to when the clock was set back: those that were put there later than it can be now, by
    /// more than their delay. Gives how many.
    /// </summary>
    /// <param name="db">The connection.</param>
    /// <param name="owner">The queue or task.</param>
    /// <param name="now">What the clock says.</param>
    /// <param name="tolerance">How far it may go back unnoticed.</param>
    public static int FollowClock(DbSession db, string owner, long now, long tolerance) => db.Execute(
        """
        UPDATE jobs SET due_at = $2 + due_at - max(created_at, coalesce(started_at, 0))
        WHERE owner = $1 AND status = 0 AND due_at > $2 AND max(created_at, coalesce(started_at, 0)) > $2 + $3
          AND due_at - max(created_at, coalesce(started_at, 0)) BETWEEN 0 AND max(created_at, coalesce(started_at, 0)) - $2 - 1
        """,
        owner, now, tolerance);

    /// <summary>A job without its body; null when there is none of this kind.</summary>
    public static JobRow? Get(DbSession db, JobKind kind, string id) =>
        Rows(db, $"SELECT {ColumnsWithoutBody} FROM jobs WHERE id = $1 AND kind = $2", id, (long)kind).SingleOrDefault();

    /// <summary>Begins an attempt at the jobs that have been due longest.</summary>
    public static List<JobRow> Take(DbSession db, string owner, long now, int count)
    {
        var taken = Rows(
            db,
            $"""
             UPDATE jobs SET status = 1, attempt = attempt + 1, started_at = $2 WHERE seq IN (
               SELECT seq FROM jobs WHERE owner = $1 AND status = 0 AND due_at <= $2 ORDER BY due_at, seq LIMIT $3) RETURNING {Columns}
             """,
            owner, now, count);
        taken.Sort((a, b) => (a.DueAt, a.Seq).CompareTo((b.DueAt, b.Seq)));
        return taken;
    }

    /// <summary>When the next pending job falls due; null when there is none.</summary>
    public static long? NextDue(DbSession db, string owner) =>
        (long?)db.Scalar("SELECT MIN(due_at) FROM jobs WHERE owner = $1 AND status = 0", owner);

    public static JobRow Complete(DbSession db, long seq, long now) => Rows(
        db, $"UPDATE jobs SET status = 2, completed_at = $2, errors = NULL, body = NULL WHERE seq = $1 RETURNING {Columns}", seq, now).Single();

    public static JobRow Fail(DbSession db, long seq, long now, string errors) => Rows(
        db, $"UPDATE jobs SET status = 3, completed_at = $2, errors = $3 WHERE seq = $1 RETURNING {Columns}", seq, now, errors).Single();

    /// <summary>Puts a job back, to be tried again later.</summary>
    public static JobRow Retry(DbSession db, long seq, long dueAt, string errors) => Rows(
        db, $"UPDATE jobs SET status = 0, due_at = $2, errors = $3 WHERE seq = $1 RETURNING {Columns}", seq, dueAt, errors).Single();

    /// <summary>
    /// Settles what was being worked on when the backend stopped: tried again at once, or failed when that was the last attempt.
    /// </summary>
    public static List<JobRow> Recover(DbSession db, string owner, long now, int maxAttempts, string errors) => Rows(
        db,
        $"""
         UPDATE jobs SET
           status = CASE WHEN attempt < $3 THEN 0 ELSE 3 END,
           due_at = CASE WHEN attempt < $3 THEN $2 ELSE due_at END,
           completed_at = CASE WHEN attempt < $3 THEN NULL ELSE $2 END,
           errors = $4
         WHERE owner = $1 AND status = 1 RETURNING {ColumnsWithoutBody}
         """,
        owner, now, maxAttempts, errors);

    public static int CountPending(DbSession db, string owner) =>
        (int)(long)db.Scalar("SELECT COUNT(*) FROM jobs WHERE owner = $1 AND status = 0", owner)!;

    public static bool IsScheduledRunWaiting(DbSession db, string owner) =>
        db.Scalar("SELECT 1 FROM jobs WHERE owner = $1 AND status = 0 AND scheduled_at IS NOT NULL LIMIT 1", owner) is not null;

    /// <summary>The latest runs of a task, the newest first.</summary>
    public static List<JobRow> LatestRuns(DbSession db, string owner, int count) =>
        Rows(db, $"SELECT {Columns} FROM jobs WHERE owner = $1 AND kind = 1 ORDER BY seq DESC LIMIT $2", owner, count);

    public static List<JobRow> Rows(DbSession db, string sql, params ReadOnlySpan<object?> values)
    {
        var rows = new List<JobRow>();
        using var reader = db.Command(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(Read(reader));
        return rows;
    }

    public static JobRow Read(DbDataReader reader) => new()
    {
        Seq = reader.GetInt64(0),
        Id = reader.GetString(1),
        Kind = (JobKind)reader.GetInt32(2),
        Owner = reader.GetString(3),
        OwnerName = reader.GetString(4),
        Body = reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5),
        CreatedAt = reader.GetInt64(6),
        DueAt = reader.GetInt64(7),
        StartedAt = Whole(reader, 8),
        CompletedAt = Whole(reader, 9),
        Attempt = reader.GetInt32(10),
        Status = (JobStatus)reader.GetInt32(11),
        Errors = reader.IsDBNull(12) ? null : reader.GetString(12),
        ScheduledAt = Whole(reader, 13),
    };

    private static long? Whole(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
