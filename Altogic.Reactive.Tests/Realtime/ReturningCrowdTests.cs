using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Internal.SocketIO;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>Many clients come back after the server was away: the client's policy and the backend's limit, in virtual time.</summary>
public sealed class ReturningCrowdTests
{
    private static readonly RealtimeSettings Backend = new();

    [TestCase(0.2)]
    [TestCase(2)]
    [TestCase(20)]
    public void AFewClients_AreBackWithinHalfASecondAsARule(double outage)
    {
        var returns = Simulate(clients: 1000, outage);

        Assert.That(returns[returns.Count / 2], Is.LessThanOrEqualTo(0.5), "median, in seconds after it listens again");
        Assert.That(returns[^1], Is.LessThanOrEqualTo(1.0), "the last one");
    }

    [TestCase(0.2)]
    [TestCase(2)]
    [TestCase(20)]
    public void TenThousandClients_AreSpreadOverFiveSeconds_AndNoneWaitsForEver(double outage)
    {
        var returns = Simulate(clients: 10_000, outage);
        TestContext.Out.WriteLine($"outage {outage} s: median {returns[5000]:F2} s, 90 % {returns[9000]:F2} s, last {returns[^1]:F2} s");

        Assert.That(returns[^1] - returns[0], Is.GreaterThanOrEqualTo(5));
        Assert.That(returns[^1], Is.LessThan(60));
        var busiest = Enumerable.Range(0, returns.Count).Max(i => returns.Skip(i).TakeWhile(time => time < returns[i] + 1).Take(5000).Count());
        Assert.That(busiest, Is.LessThanOrEqualTo(Backend.ConnectionBurst + Backend.ConnectionsPerSecond + 1), "in any one second");
    }

    /// <summary>When the clients are back, in seconds after the server listens again, in order.</summary>
    private static List<double> Simulate(int clients, double outage)
    {
        var random = new Random(42);
        var policy = new ReconnectPolicy(new RealtimeOptions().ReconnectionDelay, new RealtimeOptions().MaxReconnectionDelay);
        var time = new ManualTimers();
        var limit = new RateLimit(Backend.ConnectionsPerSecond, Backend.ConnectionBurst, time);
        var attempts = new PriorityQueue<(int Failures, int Knocks), double>();
        for (var i = 0; i < clients; i++) attempts.Enqueue((0, 0), Wait(1, Obstacle.Broken));
        var returns = new List<double>();
        var now = 0.0;
        while (attempts.TryDequeue(out var client, out var at))
        {
            time.Advance(TimeSpan.FromSeconds(at - now));
            now = at;
            if (at < outage) attempts.Enqueue((client.Failures, client.Knocks + 1), at + Wait(client.Knocks + 1, Obstacle.NobodyListens));
            else if (limit.TryTake()) returns.Add(at - outage);
            else attempts.Enqueue((client.Failures + 1, client.Knocks), at + Wait(client.Failures + 1, Obstacle.Busy));
        }

        return returns;

        double Wait(int failures, Obstacle obstacle) => policy.Delay(failures, obstacle, random.NextDouble()).TotalSeconds;
    }
}
