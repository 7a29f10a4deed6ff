using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend;

/// <summary>A message that was given up after its last attempt. Immutable.</summary>
/// <param name="MessageId">The id of the message.</param>
/// <param name="QueueName">Its queue.</param>
/// <param name="Message">What was submitted.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="FailedAt">When it was given up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Errors">Why the last attempt failed: <c>origin</c>, <c>code</c>, <c>message</c>, perhaps <c>details</c>.</param>
public sealed record DeadLetter(
    string MessageId, string QueueName, JsonObject Message, DateTimeOffset SubmittedAt, DateTimeOffset FailedAt, int Attempts, JsonObject Errors);
