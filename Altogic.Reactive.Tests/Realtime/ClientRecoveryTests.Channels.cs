using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Realtime;

/// <content>Joins that are answered: who is in the channel, and who is told when nobody may be.</content>
public sealed partial class ClientRecoveryTests
{
    [Test]
    public async Task Members_AreAskedForOnceTheServerHasLetUsIn()
    {
        using var fixture = Start();
        fixture.Http.On("POST", "/_api/rest/v1/realtime/get-members").Reply("[]").Reply("[]");
        _ = fixture.Observe(fixture.Manager.Channel("room").Members);
        fixture.Settle();
        Assert.That(fixture.Http.Requests, Is.Empty, "a list that is older than the join misses what happens between");
        Confirm(fixture, 1);
        await Eventually.HoldsAsync(() => fixture.Settle().Http.Requests.Count == 1);
        _ = fixture.Observe(fixture.Manager.Channel("room").Members);

        // who comes later need not wait
        await Eventually.HoldsAsync(() => fixture.Settle().Http.Requests.Count == 2);
    }

    [Test]
    public void Members_OfAChannelThatHasRefusedUs_AreAFailure_WheneverTheyAreAskedFor()
    {
        using var fixture = Start();
        _ = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        fixture.Server.Last.Send("""431[{"ok":false,"code":"too_many_channels","message":"Too many."}]""");
        fixture.Settle();
        var members = fixture.Observe(fixture.Manager.Channel("room").Members);
        Assert.That(members.Values.Select(r => r.Errors!.Items[0].Code), Is.EqualTo(new[] { "too_many_channels" }));
        _isRecovered = true;
        Lose(fixture);

        Assert.That(members.Values.Select(r => r.Errors!.Items[0].Code), Is.EqualTo(new[] { "too_many_channels", "too_many_channels" }));
    }

    [Test]
    public void ObserversThatReliedOnAJoin_HearWhenItIsRefused()
    {
        using var fixture = Start();
        var join = fixture.Observe(fixture.Manager.Join("room"));
        var members = fixture.Observe(fixture.Manager.Channel("room").Members);
        fixture.Server.Last.Send("""431[{"ok":false,"code":"too_many_channels","message":"Too many."}]""");
        fixture.Settle();

        Assert.That(join.Values.Concat<object>(members.Values).Count(), Is.EqualTo(2));
        Assert.That(members.Values.Single().Errors!.Items[0].Code, Is.EqualTo("too_many_channels"));
    }

    [Test]
    public void ObserversThatReliedOnAJoin_HaveTheirOwn_WhenItIsTakenBack()
    {
        using var fixture = Start();
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        var join = fixture.Manager.Join("room").Subscribe();
        _ = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        join.Dispose();
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Is.EqualTo(new[] { """421["join",{"channel":"room","seq":1}]""" }));
    }

    [Test]
    public void RefusedJoinOfAnObserver_ReachesTheObservers_AndIsInTheLog()
    {
        using var fixture = Start();
        var failures = fixture.Observe(fixture.Manager.JoinFailures);
        var typed = fixture.Observe(fixture.Manager.Channel("room").On<int>("x"));
        var elsewhere = fixture.Observe(fixture.Manager.On<int>("x"));
        fixture.Server.Last.Send("""431[{"ok":false,"code":"too_many_channels","message":"Too many."}]""");
        fixture.Settle();

        Assert.That(typed.Values.Single().Errors!.HasCode("too_many_channels"), Is.True);
        Assert.That(failures.Values.Select(failure => (failure.Channel, failure.Error.Message)), Is.EqualTo(new[] { ("room", "Too many.") }));
        Assert.That(elsewhere.Values, Is.Empty);
        Assert.That((typed.IsCompleted, typed.Error), Is.EqualTo((false, (Exception?)null)), "the next connection asks again");

        Assert.That(fixture.Log.Entries.Where(entry => entry.Id == 1308).Select(entry => entry.Text), Is.EqualTo(new[]
        {
            "The server refused to join a channel for an observer: too_many_channels",
        }));
    }
}
