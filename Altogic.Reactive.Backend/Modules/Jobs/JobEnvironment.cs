using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>What queues and tasks work with.</summary>
/// <param name="Database">Where jobs are kept.</param>
/// <param name="Run">How services are run.</param>
/// <param name="Changes">Who is told of changes.</param>
/// <param name="Ids">Where ids come from.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Numbers in [0, 1) that spread repetitions.</param>
/// <param name="Log">Where failures go.</param>
internal sealed record JobEnvironment(
    SqliteDatabase Database, RunService Run, StatusChanges Changes, ObjectId Ids, TimeProvider Time, Func<double> Random, ILogger Log)
{
    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
