namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>What a job is to its owner; the numbers lie in the data folder.</summary>
internal enum JobKind
{
    /// <summary>A message of a queue.</summary>
    Message = 0,

    /// <summary>A run of a task.</summary>
    Run = 1,
}
