namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>The statements on the messages that were given up.</summary>
internal static class DeadLetterTable
{
    /// <summary>
    /// The dead letters behind a place, the oldest first: at most <paramref name="count"/>, and no more than the first that make up
    /// <paramref name="bytes"/>.
    /// </summary>
    public static List<JobRow> List(DbSession db, string owner, (long CompletedAt, long Seq) after, int count, long bytes)
    {
        var rows = new List<JobRow>();
        using var reader = db.Command(
            $"""
             SELECT {JobTable.Columns} FROM jobs WHERE owner = $1 AND status = 3 AND (completed_at, seq) > ($2, $3)
             ORDER BY completed_at, seq LIMIT $4
             """,
            owner, after.CompletedAt, after.Seq, count).ExecuteReader();
        while (bytes > 0 && reader.Read())
        {
            var row = JobTable.Read(reader);
            bytes -= row.Body?.Length ?? 0;
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Makes a dead letter a new message under its old id; null when it is not there.</summary>
    public static JobRow? Resubmit(DbSession db, string owner, string id, long now) => JobTable.Rows(
        db,
        $"""
         UPDATE jobs SET status = 0, due_at = $3, attempt = 0, started_at = NULL, completed_at = NULL, errors = NULL
         WHERE id = $2 AND owner = $1 AND status = 3 RETURNING {JobTable.Columns}
         """,
        owner, id, now).SingleOrDefault();

    public static bool Delete(DbSession db, string owner, string id) =>
        db.Execute("DELETE FROM jobs WHERE id = $2 AND owner = $1 AND status = 3", owner, id) > 0;

    /// <summary>The ids of the oldest dead letters.</summary>
    public static List<string> Ids(DbSession db, string owner, int count)
    {
        var ids = new List<string>();
        using var reader = db.Command("SELECT id FROM jobs WHERE owner = $1 AND status = 3 ORDER BY completed_at, seq LIMIT $2", owner, count).ExecuteReader();
        while (reader.Read()) ids.Add(reader.GetString(0));
        return ids;
    }
}
