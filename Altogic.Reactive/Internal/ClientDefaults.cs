using System.Reactive.Concurrency;

namespace Altogic.Reactive.Internal;

/// <summary>The one place that names a static scheduler.</summary>
internal static class ClientDefaults
{
    public static IScheduler Scheduler => DefaultScheduler.Instance;
}
