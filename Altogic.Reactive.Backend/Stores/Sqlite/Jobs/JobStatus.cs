namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>Where a job is; the numbers lie in the data folder.</summary>
internal enum JobStatus
{
    Pending = 0,
    Processing = 1,
    Completed = 2,
    Errors = 3,
}
