using Altogic.Reactive.Internal.SocketIO;

namespace Altogic.Reactive.Tests.Internal.SocketIO;

public sealed class ConnectionMovesTests
{
    private static readonly AltogicError Error = SocketErrors.Dismissed();
    private static readonly DateTimeOffset Later = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<TestCaseData> Everything() =>
        from phase in Enum.GetValues<ConnectionPhase>()
        from happening in Enum.GetValues<ConnectionEvent>()
        select new TestCaseData(phase, happening);

    /// <summary>A second table, written from the text of the specification and not from the first.</summary>
    [TestCaseSource(nameof(Everything))]
    public void EveryMove_IsTheAllowedOneOrNone(object phase, object happening)
    {
        var (from, what) = ((ConnectionPhase)phase, (ConnectionEvent)happening);
        var isLive = from is ConnectionPhase.Opening or ConnectionPhase.Connected;
        ConnectionPhase? expected = what switch
        {
            _ when from == ConnectionPhase.Disposed => null,
            ConnectionEvent.Disposed => ConnectionPhase.Disposed,
            ConnectionEvent.Needed => from == ConnectionPhase.Idle ? ConnectionPhase.Opening : null,
            ConnectionEvent.ConnectAsked => isLive ? null : ConnectionPhase.Opening,
            ConnectionEvent.RetryDue => from == ConnectionPhase.Waiting ? ConnectionPhase.Opening : null,
            ConnectionEvent.Accepted => from == ConnectionPhase.Opening ? ConnectionPhase.Connected : null,
            ConnectionEvent.Refused => from == ConnectionPhase.Opening ? ConnectionPhase.Stopped : null,
            ConnectionEvent.Lost => isLive ? ConnectionPhase.Waiting : null,
            ConnectionEvent.Dismissed => isLive ? ConnectionPhase.Stopped : null,
            ConnectionEvent.SessionChanged => from is ConnectionPhase.Idle or ConnectionPhase.Closed ? null : ConnectionPhase.Opening,
            ConnectionEvent.CloseAsked => from == ConnectionPhase.Closed ? null : ConnectionPhase.Closed,
            _ => throw new InvalidOperationException(),
        };

        Assert.That(ConnectionMoves.Next(new SocketState(from, Attempt: 3), Input(what))?.Phase, Is.EqualTo(expected));
    }

    [Test]
    public void Attempts_AreCountedFromTheLastSuccess()
    {
        var state = ConnectionMoves.Next(SocketState.Idle, Input(ConnectionEvent.Needed))!;
        Assert.That((state.Attempt, state.Failures), Is.EqualTo((1, 0)));
        state = ConnectionMoves.Next(state, Input(ConnectionEvent.Lost))!;
        Assert.That((state.Attempt, state.Failures, state.NextAttempt, state.Cause), Is.EqualTo((2, 1, Later, Error)));
        state = ConnectionMoves.Next(state, Input(ConnectionEvent.RetryDue))!;
        Assert.That((state.Attempt, state.Failures, state.NextAttempt, state.Cause), Is.EqualTo((2, 1, (DateTimeOffset?)null, Error)));
        state = ConnectionMoves.Next(state, Input(ConnectionEvent.Accepted))!;
        Assert.That((state.Attempt, state.Failures, state.SocketId, state.Cause), Is.EqualTo((0, 0, "id", (AltogicError?)null)));
        state = ConnectionMoves.Next(state, Input(ConnectionEvent.Lost))!;
        Assert.That((state.Attempt, state.Failures), Is.EqualTo((1, 0)), "what worked has not failed");
    }

    [Test]
    public void AttemptsThatFindNobody_AreCountedByThemselves()
    {
        var state = ConnectionMoves.Next(SocketState.Idle, Input(ConnectionEvent.Needed))!;
        foreach (var obstacle in (Obstacle[])[Obstacle.NobodyListens, Obstacle.NobodyListens, Obstacle.Busy, Obstacle.NobodyListens])
        {
            state = ConnectionMoves.Next(state, Input(ConnectionEvent.Lost) with { Obstacle = obstacle })!;
            state = ConnectionMoves.Next(state, Input(ConnectionEvent.RetryDue))!;
        }

        Assert.That((state.Failures, state.Knocks), Is.EqualTo((1, 3)));
        state = ConnectionMoves.Next(state, Input(ConnectionEvent.Accepted))!;
        Assert.That((state.Failures, state.Knocks), Is.EqualTo((0, 0)));
    }

    private static ConnectionInput Input(ConnectionEvent happening) => new(happening, Error, Later, "id");
}
