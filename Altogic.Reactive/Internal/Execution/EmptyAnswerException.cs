namespace Altogic.Reactive.Internal.Execution;

/// <summary>A success without the data it should carry. Never leaves the library: it becomes a failed result.</summary>
internal sealed class EmptyAnswerException() : Exception("The server answered with success but without data.");
