using System.Reactive.Linq;
using Altogic.Reactive.Queues;
using Altogic.Reactive.Tests.Testing;
using Altogic.Reactive.Tests.Tracking;

namespace Altogic.Reactive.Tests.Queues;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class QueueWireTests
{
    private static readonly WireExamples Examples = new("queue-wire.json");

    private static readonly Dictionary<string, Func<QueueManager, IObservable<Result<MessageInfo?>>>> Calls = new()
    {
        ["queue.submitMessage/plain"] = queue => queue.SubmitMessage("mailer", new { to = "a@b.c" }).Select(Optional),
        ["queue.submitMessage/delay"] = queue => queue.SubmitMessage("mailer", new { to = "a@b.c" }, TimeSpan.FromMinutes(1)).Select(Optional),
        ["queue.submitMessage/delay-zero"] = queue => queue.SubmitMessage("mailer", new { to = "a@b.c" }, TimeSpan.Zero).Select(Optional),
        ["queue.submitMessage/nested"] = queue => queue.SubmitMessage(
            "q é", new { a = new[] { new { b = DateTimeOffset.UnixEpoch } }, n = (string?)null }).Select(Optional),
        ["queue.submitMessage/error"] = queue => queue.SubmitMessage("none", new { }).Select(Optional),
        ["queue.getMessageStatus/plain"] = queue => queue.GetMessageStatus("msg-1"),
        ["queue.getMessageStatus/unicode"] = queue => queue.GetMessageStatus("é漢"),
        ["queue.getMessageStatus/error"] = queue => queue.GetMessageStatus("x"),
    };

    private static IEnumerable<string> Names => Calls.Keys;

    [Test]
    public void Examples_AreAllCalled() => Assert.That(Calls.Keys, Is.EquivalentTo(Examples.Names));

    [TestCaseSource(nameof(Names))]
    public Task Call_OfAnExample_IsTheOfficialOne(string name) => RunWire.CheckAsync(Examples[name], client => Calls[name](client.Queue));

    private static Result<MessageInfo?> Optional(Result<MessageInfo> result) => result.Map(info => (MessageInfo?)info);
}
