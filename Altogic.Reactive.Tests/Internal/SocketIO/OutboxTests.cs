using System.Buffers;
using System.Text;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.SocketIO;

namespace Altogic.Reactive.Tests.Internal.SocketIO;

/// <summary>What is to be sent: in order, each once, and every entry ends in one way.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutboxTests
{
    private readonly Outbox _outbox = new(capacity: 1000);
    private readonly object _first = new();
    private readonly object _second = new();
    private readonly object _third = new();

    [Test]
    public void Entries_AreNumberedInOrder_AndAcknowledgedInAnyOrder()
    {
        Open(_first, isCounting: true, isRecovered: false);
        for (var i = 0; i < 4; i++) Add("e" + i);
        Assert.That(Take(_first), Is.EqualTo(new[] { "1 e0", "2 e1", "3 e2", "4 e3" }));

        Assert.That(new[] { 3L, 1, 4, 2 }.Select(n => Name(_outbox.Acknowledge(_first, n))), Is.EqualTo(new[] { "e2", "e0", "e3", "e1" }));
        Assert.That(_outbox.Acknowledge(_first, 1), Is.Null, "once");
        Assert.That(_outbox.Acknowledge(_first, 99), Is.Null, "never sent");
        Assert.That(_outbox.Count, Is.Zero);
    }

    [Test]
    public void Acknowledgement_OfAnotherConnection_CountsForNothing()
    {
        Open(_first, isCounting: true, isRecovered: false);
        Add("e");
        Take(_first);
        Assert.That(_outbox.Acknowledge(_second, 1), Is.Null);
        Assert.That(_outbox.Count, Is.EqualTo(1));
    }

    [Test]
    public void Recovered_TheUnacknowledgedComeFirst_WithTheirNumbers()
    {
        Open(_first, isCounting: true, isRecovered: false);
        for (var i = 0; i < 4; i++) Add("e" + i);
        Take(_first);
        _outbox.Acknowledge(_first, 2);
        _outbox.Detach(_first);
        Add("later");
        Assert.That(Open(_second, isCounting: true, isRecovered: true), Is.Empty);

        Assert.That(Take(_second), Is.EqualTo(new[] { "1 e0", "3 e2", "4 e3", "5 later" }));
        Assert.That(_outbox.Repeated, Is.EqualTo(3));
        Assert.That(Name(_outbox.Acknowledge(_second, 4)), Is.EqualTo("e3"));
    }

    [Test]
    public void Forgotten_MessagesAreUnknown_AndCommandsAreSentAgain()
    {
        Open(_first, isCounting: true, isRecovered: false);
        Add("message");
        Add("join", isRepeatable: true);
        Take(_first);
        _outbox.Detach(_first);

        Assert.That(Open(_second, isCounting: true, isRecovered: false), Is.EqualTo(new[] { "message" }));
        Assert.That(Take(_second), Is.EqualTo(new[] { "1 join" }));
    }

    [Test]
    public void WhatWasToBeSentOnceMore_IsUnknown_WhenTheNextConnectionHasForgottenEverything()
    {
        Open(_first, isCounting: true, isRecovered: false);
        Add("sent before");
        Take(_first);
        _outbox.Detach(_first);
        Open(_second, isCounting: true, isRecovered: true);
        _outbox.Detach(_second);
        Add("new");

        Assert.That(Open(_third, isCounting: true, isRecovered: false), Is.EqualTo(new[] { "sent before" }), "it may have arrived the first time");
        Assert.That(Take(_third), Is.EqualTo(new[] { "1 new" }), "numbers begin anew, and none comes twice");
    }

    [Test]
    public void Greeting_ThatWasNotWritten_IsWrittenOnTheRecoveredConnection_AndMadeAnewOnAForgottenOne()
    {
        Open(_first, isCounting: true, isRecovered: false, greeting: "greeting");
        _outbox.Detach(_first);
        Open(_second, isCounting: true, isRecovered: true);
        _outbox.Detach(_second);
        Open(_third, isCounting: true, isRecovered: false, greeting: "another");
        Add("e");

        Assert.That(Take(_third), Is.EqualTo(new[] { "1 another", "2 e" }));

        Open(_first, isCounting: true, isRecovered: false, greeting: "last");
        _outbox.Detach(_first);
        Open(_second, isCounting: true, isRecovered: true);
        Assert.That(Take(_second), Has.Some.EndsWith(" last"));
    }

    [Test]
    public void WithoutNumbers_WhatIsWrittenIsDone()
    {
        Open(_first, isCounting: false, isRecovered: false);
        Add("a");
        Add("b");
        Assert.That(Take(_first), Is.EqualTo(new[] { "0 a", "0 b" }));
        Assert.That(_outbox.Written(_first).Select(Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_outbox.Count, Is.Zero);
    }

    [Test]
    public void WithoutNumbers_WhatWasBeingWritten_IsUnknown()
    {
        Open(_first, isCounting: false, isRecovered: false);
        Add("message");
        Add("join", isRepeatable: true);
        Take(_first);
        Assert.That(_outbox.Detach(_first).Select(Name), Is.EqualTo(new[] { "message" }));
        Assert.That(_outbox.Written(_first), Is.Empty);
        Open(_second, isCounting: false, isRecovered: false);
        Assert.That(Take(_second), Is.EqualTo(new[] { "0 join" }));
    }

    [Test]
    public void Cancel_TakesBackWhatHasNoNumberYet()
    {
        Open(_first, isCounting: true, isRecovered: false);
        var sent = Add("sent");
        Take(_first);
        var waiting = Add("waiting");
        Assert.That((_outbox.TryCancel(sent), _outbox.TryCancel(waiting), _outbox.TryCancel(waiting)), Is.EqualTo((false, true, false)));
        _outbox.Detach(_first);
        Open(_second, isCounting: true, isRecovered: true);
        Assert.That(_outbox.TryCancel(sent), Is.False, "the server waits for its number");
    }

    [Test]
    public void Capacity_CountsWhatIsBounded_UntilItEnds()
    {
        var outbox = new Outbox(capacity: 2);
        var first = Entry("a");
        Assert.That((outbox.TryAdd(first), outbox.TryAdd(Entry("b")), outbox.TryAdd(Entry("c"))), Is.EqualTo((true, true, false)));
        Assert.That(outbox.TryAdd(Entry("join", isBounded: false)), Is.True);
        outbox.TryCancel(first);
        Assert.That(outbox.TryAdd(Entry("d")), Is.True);
        Assert.That(outbox.Clear(), Has.Count.EqualTo(3));
        Assert.That((outbox.Count, outbox.TryAdd(Entry("e"))), Is.EqualTo((0, true)));
    }

    [Test]
    public void TooLarge_IsToldInsteadOfWritten()
    {
        _outbox.Resume(isCounting: true, isRecovered: false);
        _outbox.Open(_first, [], largest: 80);
        Add(new string('x', 50));
        Add("e");
        Assert.That(Take(_first), Is.EqualTo(new[] { "1 e" }));
        Assert.That(_outbox.TakeTooLarge(), Has.Count.EqualTo(1));
        Assert.That(_outbox.TakeTooLarge(), Is.Empty);
    }

    /// <summary>Any order of sending, acknowledging, losing and recovering delivers every entry once to a server that recovers.</summary>
    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void AnyOrderOfEvents_DeliversEachOnce_InOrder(byte[] events)
    {
        var outbox = new Outbox(10_000);
        var link = new object();
        var (last, delivered, unacknowledged, added) = (0L, new List<string>(), new Queue<long>(), 0);
        outbox.Resume(isCounting: true, isRecovered: false);
        outbox.Open(link, [], long.MaxValue);
        foreach (var step in events.Append((byte)1).Append((byte)0))
        {
            if (step % 4 == 0) outbox.TryAdd(Entry("e" + added++));
            if (step % 4 == 2 && unacknowledged.TryDequeue(out var sequence)) outbox.Acknowledge(link, sequence);
            if (step % 4 == 3)
            {
                outbox.Detach(link);
                outbox.Resume(isCounting: true, isRecovered: true);
                outbox.Open(link = new object(), [], long.MaxValue);
                unacknowledged.Clear();
            }

            foreach (var (number, name) in TakeFrom(outbox, link))
            {
                unacknowledged.Enqueue(number);
                if (number <= last) continue;
                last = number;
                delivered.Add(name);
            }
        }

        Assert.That(delivered, Is.EqualTo(Enumerable.Range(0, added).Select(i => "e" + i)));
    }

    private static OutboxEntry Entry(string name, bool isRepeatable = false, bool isGreeting = false, bool isBounded = true)
    {
        var text = Encoding.UTF8.GetBytes("[\"" + name + "\",{\"a\":1");
        var body = ArrayPool<byte>.Shared.Rent(text.Length);
        text.CopyTo(body, 0);
        return new OutboxEntry(body, text.Length, [Encoding.UTF8.GetBytes(name)], done: null)
        {
            IsRepeatable = isRepeatable,
            IsGreeting = isGreeting,
            IsBounded = isBounded,
        };
    }

    /// <summary>An entry keeps its name in an attachment, which outlives its body.</summary>
    private static string? Name(OutboxEntry? entry) => entry is null ? null : Encoding.UTF8.GetString(entry.Attachments[0]);

    private static List<(long Sequence, string Name)> TakeFrom(Outbox outbox, object link)
    {
        using var batch = new FrameBatch();
        outbox.TryTake(link, batch, int.MaxValue, isPolling: false);
        var taken = new List<(long, string)>();
        for (var i = 0; i < batch.Count; i += 2)
        {
            var text = Encoding.UTF8.GetString(batch.FrameAt(i, out _).Span);
            var at = text.IndexOf("\"seq\":", StringComparison.Ordinal);
            var sequence = at < 0 ? 0 : long.Parse(text[(at + 6)..text.IndexOf('}', at)], System.Globalization.CultureInfo.InvariantCulture);
            taken.Add((sequence, Encoding.UTF8.GetString(batch.FrameAt(i + 1, out _).Span)));
        }

        return taken;
    }

    private OutboxEntry Add(string name, bool isRepeatable = false)
    {
        var entry = Entry(name, isRepeatable);
        Assert.That(_outbox.TryAdd(entry), Is.True);
        return entry;
    }

    /// <summary>A connection is accepted; gives what must be told.</summary>
    private List<string?> Open(object link, bool isCounting, bool isRecovered, string? greeting = null)
    {
        var told = _outbox.Resume(isCounting, isRecovered).Select(Name).ToList();
        _outbox.Open(link, greeting is null ? [] : [Entry(greeting, isRepeatable: true, isGreeting: true, isBounded: false)], long.MaxValue);
        return told;
    }

    private List<string> Take(object link) => [.. TakeFrom(_outbox, link).Select(entry => $"{entry.Sequence} {entry.Name}")];
}
