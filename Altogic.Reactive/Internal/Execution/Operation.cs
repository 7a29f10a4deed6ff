namespace Altogic.Reactive.Internal.Execution;

/// <summary>What the executor must know about a call besides how to send it.</summary>
/// <param name="Name">For logs, traces and metrics, for example <c>db.get</c>.</param>
/// <param name="IsSafeToRepeat">Whether a second identical request cannot change anything that the first did not.</param>
internal sealed record Operation(string Name, bool IsSafeToRepeat)
{
    /// <summary>Asked before a repetition: what was read from or written to a stream may not be there a second time. Null: it always is.</summary>
    public Func<bool>? CanStartAgain { get; init; }

    /// <summary>Of a transfer, which may take any time as long as it moves: the time limits are on its pauses. Null: no transfer.</summary>
    public TransferPulse? Pulse { get; init; }
}
