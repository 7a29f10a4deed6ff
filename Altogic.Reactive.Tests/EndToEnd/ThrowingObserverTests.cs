using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Observers that throw, in a process of its own: on the default scheduler an exception that nobody catches would end it.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ThrowingObserverTests
{
    [TestCase("callback")]
    [TestCase("log")]
    [TestCase("trace")]
    public async Task Exceptions_EndNoProcess_AndAreReported_WhileOthersGoOn(string reporting)
    {
        var (code, output) = await ThrowingObservers.StartAsync(reporting);

        Assert.That(code, Is.EqualTo(ThrowingObservers.Succeeded), output);
    }
}
