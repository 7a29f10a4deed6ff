using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>The list of members, step by step.</summary>
public sealed class RosterTests
{
    private static readonly AltogicError Error = new(ErrorKind.Network, 0, "lost", [new ErrorEntry("client_error", "connection_lost", "Lost.")]);
    private static readonly Member Me = new("me", Data: null);

    [Test]
    public void List_IsKeptCurrent() =>
        Assert.That(
            Told(Begin, List("me", "a"), Here("b"), Left("a"), Here("b"), Left("nobody")),
            Is.EqualTo(new[] { null, "me a", "me a b", "me b", null, null }), "and told when it is another one");

    [Test]
    public void EventsBeforeTheList_AreDoneToIt_OnceMore() =>
        Assert.That(Told(Begin, Here("b"), Left("a"), List("me", "a", "b")), Is.EqualTo(new[] { null, null, null, "me b" }));

    [Test]
    public void ListThatWasMadeBeforeThisConnectionJoined_HasItAllTheSame() =>
        Assert.That(Told(Begin, List("a")), Is.EqualTo(new[] { null, "a me" }));

    [Test]
    public void FailedList_IsToldOnce_AndEventsTellNothing_UntilTheNextConnection() =>
        Assert.That(
            Told(Begin, Failed, Here("a"), Left("a"), Begin, Here("b"), List("me")),
            Is.EqualTo(new[] { null, "!", null, null, null, null, "me b" }), "what happened while nothing was known is not done to the later list");

    [Test]
    public void RefusedChannel_IsAFailure_WhateverTheListSays() =>
        Assert.That(
            Told(Begin, Refused, List("me", "a"), Begin, List("me"), Refused, Here("a")),
            Is.EqualTo(new[] { null, "!", null, null, "me", "!", null }));

    [Test]
    public void LaterProfile_ReplacesTheEarlierOne()
    {
        var named = new RosterInput(RosterStep.Here, new Member("a", Newtonsoft.Json.Linq.JToken.FromObject("Ada")));
        var roster = Roster.Unknown.With(Begin).With(List("me", "a")).With(named);

        Assert.That(roster.Result!.Data!.Select(member => (string?)member.Data), Is.EqualTo(new[] { null, "Ada" }));
    }

    private static RosterInput Begin => new(RosterStep.Begin);

    private static RosterInput Failed => new(RosterStep.List, Self: Me, Snapshot: Result.Failure<IReadOnlyList<Member>>(Error));

    private static RosterInput Refused => new(RosterStep.Refused, Snapshot: Result.Failure<IReadOnlyList<Member>>(Error));

    private static RosterInput Here(string id) => new(RosterStep.Here, new Member(id, Data: null));

    private static RosterInput Left(string id) => new(RosterStep.Left, new Member(id, Data: null));

    private static RosterInput List(params string[] ids) => new(
        RosterStep.List, Self: Me, Snapshot: Result.Success<IReadOnlyList<Member>>([.. ids.Select(id => new Member(id, Data: null))]));

    /// <summary>What each step tells: the ids, an exclamation mark for a failure, null for nothing.</summary>
    private static List<string?> Told(params RosterInput[] steps)
    {
        var roster = Roster.Unknown;
        var told = new List<string?>();
        foreach (var step in steps)
        {
            roster = roster.With(step);
            told.Add(roster.Result is null ? null : roster.Result.IsSuccess ? string.Join(' ', roster.Result.Data.Select(member => member.Id)) : "!");
        }

        return told;
    }
}
