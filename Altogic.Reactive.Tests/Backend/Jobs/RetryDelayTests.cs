using Altogic.Reactive.Backend.Modules.Jobs;

namespace Altogic.Reactive.Tests.Backend.Jobs;

public sealed class RetryDelayTests
{
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 4)]
    [TestCase(8, 128)]
    [TestCase(9, 256)]
    [TestCase(10, 300)]
    [TestCase(1000, 300)]
    public void After_DoublesUpToFiveMinutes(int attempt, double seconds) =>
        Assert.That(RetryDelay.After(attempt, 0.5), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [FsCheck.NUnit.Property]
    public bool After_StaysWithinAFifthAndTheLongest(ushort attempt, ushort random)
    {
        var n = attempt + 1;
        var delay = RetryDelay.After(n, random / 65536d);
        var middle = Math.Min(Math.Pow(2, Math.Min(n - 1, 20)), 300);
        return delay.TotalSeconds >= middle * 0.8 - 0.001 && delay.TotalSeconds <= middle * 1.2 + 0.001 && delay <= RetryDelay.Longest;
    }
}
