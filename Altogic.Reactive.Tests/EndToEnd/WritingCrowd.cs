using System.Reactive.Linq;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Clients that write to one channel as fast as they can, and one more that reads it.</summary>
internal sealed class WritingCrowd : IDisposable
{
    private const string Room = "room";
    private const int MostUnderWay = 8;
    private static readonly int[] End = [];

    private readonly AltogicClient _reader;
    private readonly List<AltogicClient> _writers;
    private readonly RxContractChecker<Result<int[]>> _read;
    private readonly RxContractChecker<Gap> _gaps = new();
    private readonly List<RxContractChecker<ConnectionState>> _states = [];
    private readonly List<IDisposable> _subscriptions = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int[] _sent;

    private WritingCrowd(AltogicClient reader, List<AltogicClient> writers)
    {
        (_reader, _writers, _sent) = (reader, writers, new int[writers.Count]);
        _read = new RxContractChecker<Result<int[]>>(message =>
        {
            if (message.Data is { Length: 0 }) _ended.TrySetResult();
        });
        _subscriptions.Add(reader.Realtime.Channel(Room).On<int[]>("n").Subscribe(_read));
        _subscriptions.Add(reader.Realtime.Gaps.Subscribe(_gaps));
        foreach (var client in (AltogicClient[])[reader, .. writers])
        {
            _states.Add(new RxContractChecker<ConnectionState>());
            _subscriptions.Add(client.Realtime.ConnectionChanges.Subscribe(_states[^1]));
        }
    }

    /// <summary>Attempts to come back that led to nothing.</summary>
    public int FailedAttempts => _states.Sum(states => states.Values.Count(state => state is ConnectionState.Connecting { Attempt: > 1 }));

    /// <summary>Connections that were back where they had been.</summary>
    public int Recoveries => _states.Sum(states => states.Values.Count(state => state is ConnectionState.Connected { IsRecovered: true }));

    /// <summary>Messages that were written once more.</summary>
    public long Repeated => _writers.Sum(client => client.Realtime.Session.Outbox.Repeated);

    public static async Task<WritingCrowd> StartAsync(int writers, Func<AltogicClient> create)
    {
        var crowd = new WritingCrowd(create(), [.. Enumerable.Range(0, writers).Select(_ => create())]);
        foreach (var client in crowd._writers) await client.Realtime.Connect().ShouldSucceed();
        await crowd._reader.Realtime.Join(Room).ShouldSucceed();
        return crowd;
    }

    /// <summary>Writes until then, and waits until the reader has read the last message.</summary>
    public async Task WriteUntilAsync(Task end, int seed)
    {
        await Task.WhenAll(Enumerable.Range(0, _writers.Count).Select(writer => Task.Run(() => WriteAsync(writer, end, new Random(seed + writer)))));
        await _writers[0].Realtime.Send(Room, "n", End).ShouldSucceed();
        await _ended.Task.WaitAsync(RealtimeTesting.Limit);
    }

    public void RequireEverythingOnceInOrder()
    {
        _read.Verify();
        var seen = _read.Values.Select(result => result.ValueOrThrow()).Where(message => message.Length > 0).ToLookup(message => message[0], message => message[1]);
        for (var writer = 0; writer < _sent.Length; writer++)
            Assert.That(seen[writer], Is.EqualTo(Enumerable.Range(0, _sent[writer])), $"writer {writer}: all, once, in order");
        Assert.That(_gaps.Values, Is.Empty);
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        foreach (var client in _writers) client.Dispose();
        _reader.Dispose();
    }

    /// <summary>A few messages at a time, each time another number.</summary>
    private async Task WriteAsync(int writer, Task end, Random random)
    {
        while (!end.IsCompleted)
        {
            var sending = Enumerable.Range(0, random.Next(1, MostUnderWay + 1))
                .Select(_ => _writers[writer].Realtime.Send(Room, "n", new[] { writer, _sent[writer]++ }).ShouldSucceed()).ToList();
            await Task.WhenAll(sending).WaitAsync(RealtimeTesting.Limit);
        }
    }
}
