namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>The statements that forget jobs of long ago, a limited number at a time so that nobody waits long for the writer.</summary>
internal static class FinishedTable
{
    /// <summary>The owners of all jobs that are kept, those of a former app definition included.</summary>
    public static List<string> Owners(DbSession db)
    {
        var owners = new List<string>();
        using var reader = db.Command("SELECT DISTINCT owner FROM jobs").ExecuteReader();
        while (reader.Read()) owners.Add(reader.GetString(0));
        return owners;
    }

    public static int DeleteCompleted(DbSession db, string owner, long before, int most) => db.Execute(
        "DELETE FROM jobs WHERE seq IN (SELECT seq FROM jobs WHERE owner = $1 AND status = 2 AND completed_at < $2 LIMIT $3)", owner, before, most);

    public static int DeleteFailed(DbSession db, string owner, long before, int most) => db.Execute(
        "DELETE FROM jobs WHERE seq IN (SELECT seq FROM jobs WHERE owner = $1 AND status = 3 AND completed_at < $2 LIMIT $3)", owner, before, most);

    /// <summary>Drops the oldest completed jobs beyond a number.</summary>
    public static int DeleteCompletedBeyond(DbSession db, string owner, int keep, int most) => db.Execute(
        "DELETE FROM jobs WHERE seq IN (SELECT seq FROM jobs WHERE owner = $1 AND status = 2 ORDER BY completed_at DESC LIMIT $3 OFFSET $2)",
        owner, keep, most);

    /// <summary>Drops the oldest failed jobs beyond a number.</summary>
    public static int DeleteFailedBeyond(DbSession db, string owner, int keep, int most) => db.Execute(
        "DELETE FROM jobs WHERE seq IN (SELECT seq FROM jobs WHERE owner = $1 AND status = 3 ORDER BY completed_at DESC LIMIT $3 OFFSET $2)",
        owner, keep, most);
}
