using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Examples.Chat;

/// <summary>A line of the conversation.</summary>
internal sealed record ChatLine(string From, string Text);

/// <summary>One person in one room: what happens there as streams, what the person does as operations.</summary>
internal sealed class ChatRoom(AltogicClient client, string name, string room, IScheduler? scheduler = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly RealtimeChannel _channel = client.Realtime.Channel(room);
    private readonly IScheduler _clock = scheduler ?? DefaultScheduler.Instance;

    /// <summary>Everything worth a line on the screen. Observing it is being in the room.</summary>
    public IObservable<string> Lines => Observable.Merge(
        _channel.On<ChatLine>("line").Select(result => result.Match(line => $"{line.From}: {line.Text}", errors => "! " + errors.Message)),
        Typing.Where(who => who.Length > 0).Select(who => $"… {who} is typing"),
        client.Realtime.ConnectionChanges.SelectMany(state => Describe(state) is { } line ? new[] { line } : []).DistinctUntilChanged(),
        client.Realtime.Gaps.Where(gap => gap.Channel == room).Select(gap => $"! messages since {gap.Since:T} may be missing"));

    /// <summary>
    /// The names of those who are here: fetched once, then kept current by what joins, leaves and changes. Nobody while the connection is lost.
    /// </summary>
    public IObservable<IReadOnlyList<string>> Present => _channel.Members
        .WhereSuccess()
        .Select(IReadOnlyList<string> (members) => [.. members.Select(m => (string?)m.Data?["name"] ?? "somebody").Distinct().Order(StringComparer.Ordinal)])
        .Merge(client.Realtime.ConnectionChanges.Where(state => state is ConnectionState.Connecting { Cause: not null }).Select(IReadOnlyList<string> (_) => []))
        .DistinctUntilChanged(names => string.Join('|', names));

    /// <summary>Who is typing; the empty text a second after the last key.</summary>
    private IObservable<string> Typing => _channel.On<string>("typing").WhereSuccess().Where(who => who != name)
        .Publish(keys => keys.Merge(keys.Throttle(Pause, _clock).Select(_ => "")))
        .DistinctUntilChanged();

    /// <summary>Enters: others see the name, and the room is joined while the result is kept.</summary>
    public IDisposable Enter(Action<string> show, Action<IReadOnlyList<string>> showPresent) => new CompositeDisposable(
        client.Realtime.UpdateProfile(new { name }).Subscribe(result => ShowFailure(result, show)),
        Lines.Subscribe(show),
        Present.Subscribe(showPresent));

    public IObservable<Result<Unit>> Say(string text) => _channel.Send("line", new ChatLine(name, text));

    /// <summary>Tells the others that keys are being pressed: once a second is enough.</summary>
    public IDisposable ReportTyping(IObservable<char> keys, Action<string> show) =>
        keys.Sample(Pause, _clock).SelectMany(_ => _channel.Send("typing", name, echo: false)).Subscribe(result => ShowFailure(result, show));

    public static void ShowFailure(Result<Unit> result, Action<string> show)
    {
        if (result.Errors is { } errors) show("! not sent: " + errors.Message);
    }

    private static string? Describe(ConnectionState state) => state switch
    {
        ConnectionState.Connected { IsRecovered: true } => "* back, nothing was missed",
        ConnectionState.Connected => "* connected",
        ConnectionState.Connecting { Attempt: 1, Cause: not null } => "* connection lost, trying again",
        ConnectionState.Disconnected { Error: { } error } => "* refused: " + error.Message,
        _ => null,
    };
}
