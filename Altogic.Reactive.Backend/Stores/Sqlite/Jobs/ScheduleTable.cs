namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>The statements on the schedules of tasks: up to which instant each of them has been taken care of.</summary>
internal static class ScheduleTable
{
    /// <summary>Takes up the schedule; one that is new or has another line begins now, with nothing to catch up.</summary>
    public static long Begin(DbSession db, string task, string line, long now)
    {
        db.Execute(
            """
            INSERT INTO task_schedules (task, line, handled_until) VALUES ($1, $2, $3)
            ON CONFLICT (task) DO UPDATE SET line = excluded.line, handled_until = excluded.handled_until WHERE line <> excluded.line
            """,
            task, line, now);
        return (long)db.Scalar("SELECT handled_until FROM task_schedules WHERE task = $1", task)!;
    }

    public static void Handle(DbSession db, string task, long until) =>
        db.Execute("UPDATE task_schedules SET handled_until = $2 WHERE task = $1", task, until);
}
