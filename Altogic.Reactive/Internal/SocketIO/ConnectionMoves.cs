using static Altogic.Reactive.Internal.SocketIO.ConnectionEvent;
using static Altogic.Reactive.Internal.SocketIO.ConnectionPhase;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>The state machine of a connection: one table of allowed moves, one pure function.</summary>
internal static class ConnectionMoves
{
    /// <summary>What is not in here changes nothing.</summary>
    public static readonly IReadOnlyDictionary<(ConnectionPhase From, ConnectionEvent Event), ConnectionPhase> Table =
        new Dictionary<(ConnectionPhase, ConnectionEvent), ConnectionPhase>
        {
            [(Idle, Needed)] = Opening,
            [(Idle, ConnectAsked)] = Opening,
            [(Idle, CloseAsked)] = Closed,
            [(Waiting, RetryDue)] = Opening,
            [(Waiting, ConnectAsked)] = Opening,
            [(Waiting, SessionChanged)] = Opening,
            [(Waiting, CloseAsked)] = Closed,
            [(Opening, Accepted)] = Connected,
            [(Opening, Refused)] = Stopped,
            [(Opening, Dismissed)] = Stopped,
            [(Opening, Lost)] = Waiting,
            [(Opening, SessionChanged)] = Opening,
            [(Opening, CloseAsked)] = Closed,
            [(Connected, Lost)] = Waiting,
            [(Connected, Dismissed)] = Stopped,
            [(Connected, SessionChanged)] = Opening,
            [(Connected, CloseAsked)] = Closed,
            [(Stopped, ConnectAsked)] = Opening,
            [(Stopped, SessionChanged)] = Opening,
            [(Stopped, CloseAsked)] = Closed,
            [(Closed, ConnectAsked)] = Opening,
            [(Idle, ConnectionEvent.Disposed)] = ConnectionPhase.Disposed,
            [(Waiting, ConnectionEvent.Disposed)] = ConnectionPhase.Disposed,
            [(Opening, ConnectionEvent.Disposed)] = ConnectionPhase.Disposed,
            [(Connected, ConnectionEvent.Disposed)] = ConnectionPhase.Disposed,
            [(Stopped, ConnectionEvent.Disposed)] = ConnectionPhase.Disposed,
            [(Closed, ConnectionEvent.Disposed)] = ConnectionPhase.Disposed,
        };

    /// <summary>The state after something has happened; null when it does not matter in this one.</summary>
    public static SocketState? Next(SocketState state, ConnectionInput input)
    {
        if (!Table.TryGetValue((state.Phase, input.Event), out var phase)) return null;
        return phase switch
        {
            Opening => Open(state, input),
            Waiting => Wait(state, input),
            Connected => new SocketState(Connected, SocketId: input.SocketId, IsRecovered: input.IsRecovered),
            Stopped => new SocketState(Stopped, Cause: input.Error),
            _ => new SocketState(phase),
        };
    }

    private static SocketState Wait(SocketState state, ConnectionInput input)
    {
        // a connection that worked and broke is no attempt that failed
        var isLoss = state.Phase == Connected;
        var isKnock = input.Obstacle == Obstacle.NobodyListens;
        return new SocketState(
            Waiting,
            isLoss ? 1 : state.Attempt + 1,
            isLoss || isKnock ? state.Failures : state.Failures + 1,
            input.Error,
            input.NextAttempt,
            Knocks: isKnock && !isLoss ? state.Knocks + 1 : state.Knocks);
    }

    private static SocketState Open(SocketState state, ConnectionInput input) => input.Event == RetryDue
        ? state with { Phase = Opening, NextAttempt = null }
        : new SocketState(Opening, Attempt: 1, state.Failures, input.Error, Knocks: state.Knocks);
}
