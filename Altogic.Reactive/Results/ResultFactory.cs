namespace Altogic.Reactive;

/// <summary>Makes results; application code needs this only for tests and its own fakes.</summary>
public static class Result
{
    /// <summary>A success that carries <paramref name="data"/>.</summary>
    public static Result<T> Success<T>(T data) => new(data);

    /// <summary>A failure.</summary>
    public static Result<T> Failure<T>(AltogicError errors) => new(errors);
}
