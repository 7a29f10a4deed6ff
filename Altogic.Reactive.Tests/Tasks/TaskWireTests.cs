using System.Reactive.Linq;
using Altogic.Reactive.Tasks;
using Altogic.Reactive.Tests.Testing;
using Altogic.Reactive.Tests.Tracking;

namespace Altogic.Reactive.Tests.Tasks;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class TaskWireTests
{
    private static readonly WireExamples Examples = new("task-wire.json");

    private static readonly Dictionary<string, Func<TaskManager, IObservable<Result<TaskInfo?>>>> Calls = new()
    {
        ["task.runOnce/plain"] = task => task.RunOnce("nightly").Select(Optional),
        ["task.runOnce/special"] = task => task.RunOnce("a+b&c=d %41?#é 漢 😀\"'\\/").Select(Optional),
        ["task.runOnce/error"] = task => task.RunOnce("none").Select(Optional),
        ["task.getTaskStatus/plain"] = task => task.GetTaskStatus("task-1"),
    };

    private static IEnumerable<string> Names => Calls.Keys;

    [Test]
    public void Examples_AreAllCalled() => Assert.That(Calls.Keys, Is.EquivalentTo(Examples.Names));

    [TestCaseSource(nameof(Names))]
    public Task Call_OfAnExample_IsTheOfficialOne(string name) => RunWire.CheckAsync(Examples[name], client => Calls[name](client.Task));

    private static Result<TaskInfo?> Optional(Result<TaskInfo> result) => result.Map(info => (TaskInfo?)info);
}
