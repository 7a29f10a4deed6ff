namespace Altogic.Reactive.Internal.Serialization;

/// <summary>More bytes came than the options allow. Never leaves the library: it becomes a failed result.</summary>
internal sealed class AnswerTooLargeException(long limit) : Exception($"The answer is larger than {limit} bytes.");
