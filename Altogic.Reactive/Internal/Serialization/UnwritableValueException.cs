namespace Altogic.Reactive.Internal.Serialization;

/// <summary>A request value that is not JSON. Never leaves the library: it becomes a failed result.</summary>
internal sealed class UnwritableValueException(Exception inner) : Exception("The data to send cannot be written as JSON.", inner);
