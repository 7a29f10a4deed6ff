namespace Altogic.Reactive;

/// <summary>Thrown by <see cref="Result{T}.ValueOrThrow"/> only; everything else reports failures as values.</summary>
/// <param name="error">The failure.</param>
public sealed class AltogicException(AltogicError error) : Exception(error.ToString(), error.Exception)
{
    /// <summary>The failure that was turned into this exception.</summary>
    public AltogicError Error { get; } = error;
}
