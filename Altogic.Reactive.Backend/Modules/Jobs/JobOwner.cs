using System.Security.Cryptography;
using System.Text;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>A queue or a task, as far as the work on its jobs goes.</summary>
internal sealed record JobOwner
{
    public required JobKind Kind { get; init; }

    /// <summary>What <see cref="IdOf"/> makes of kind and name.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Service { get; init; }

    public int MaxAttempts { get; init; } = 1;

    public required TimeSpan TimeLimit { get; init; }

    /// <summary>How many jobs are worked on at once.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How many jobs may wait.</summary>
    public required int MostWaiting { get; init; }

    /// <summary>How long failed jobs are kept.</summary>
    public required TimeSpan FailedKept { get; init; }

    /// <summary>How many completed jobs are kept, and how many failed ones.</summary>
    public required int MostKept { get; init; }

    public required Func<JobRow, ServiceContext> ToContext { get; init; }

    /// <summary>The same after every start and in every data folder; names differ in more than case.</summary>
    public static string IdOf(JobKind kind, string name)
    {
        var text = (kind == JobKind.Message ? "queue:" : "task:") + name.ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
    }
}
