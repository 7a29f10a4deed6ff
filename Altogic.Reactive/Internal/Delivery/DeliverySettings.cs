using System.Reactive.Concurrency;

namespace Altogic.Reactive.Internal.Delivery;

/// <summary>How observers are served.</summary>
/// <param name="Scheduler">Where their code runs.</param>
/// <param name="Capacity">How many values may wait for one of them.</param>
/// <param name="Policy">Which ones are dropped when there are more.</param>
/// <param name="Failed">Told what an observer has thrown; throws nothing itself.</param>
internal sealed record DeliverySettings(IScheduler Scheduler, int Capacity, SlowObserverPolicy Policy, Action<Exception> Failed);
