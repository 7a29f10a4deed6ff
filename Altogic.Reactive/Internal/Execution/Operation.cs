namespace Altogic.Reactive.Internal.Execution;

/// <summary>What the executor must know about a call besides how to send it.</summary>
/// <param name="Name">For logs, traces and metrics, for example <c>db.get</c>.</param>
/// <param name="IsSafeToRepeat">Whether a second identical request cannot change anything that the first did not.</param>
internal sealed record Operation(string Name, bool IsSafeToRepeat);
