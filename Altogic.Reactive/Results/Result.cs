using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Altogic.Reactive;

/// <summary>The outcome of an operation: data or errors, never both. Immutable; a successful null is still a success.</summary>
/// <typeparam name="T">What a success carries; nullable where the server may answer "nothing".</typeparam>
public sealed class Result<T>
{
    private readonly T _data;

    internal Result(T data)
    {
        _data = data;
        IsSuccess = true;
    }

    internal Result(AltogicError errors)
    {
        _data = default!;
        Errors = errors ?? throw new ArgumentNullException(nameof(errors));
    }

    /// <summary>True when the operation succeeded.</summary>
    [MemberNotNullWhen(true, nameof(Data))]
    [MemberNotNullWhen(false, nameof(Errors))]
    public bool IsSuccess { get; }

    /// <summary>What the operation returned, which is null where its type says so; <c>default</c> after a failure.</summary>
    public T? Data => _data;

    /// <summary>Why the operation failed; null after a success.</summary>
    public AltogicError? Errors { get; }

    /// <summary>Splits the result: <c>var (data, errors) = await …</c>.</summary>
    /// <param name="data">What the operation returned, or <c>default</c>.</param>
    /// <param name="errors">Why it failed, or null.</param>
    public void Deconstruct(out T? data, out AltogicError? errors)
    {
        data = _data;
        errors = Errors;
    }

    /// <summary>Turns either outcome into one value.</summary>
    /// <param name="success">Called with the data.</param>
    /// <param name="failure">Called with the error.</param>
    public TOut Match<TOut>(Func<T, TOut> success, Func<AltogicError, TOut> failure)
    {
        Require(success);
        Require(failure);
        return IsSuccess ? success(_data) : failure(Errors);
    }

    /// <summary>Runs one of two actions.</summary>
    /// <param name="success">Called with the data.</param>
    /// <param name="failure">Called with the error.</param>
    public void Match(Action<T> success, Action<AltogicError> failure)
    {
        Require(success);
        Require(failure);
        if (IsSuccess) success(_data);
        else failure(Errors);
    }

    /// <summary>Changes the data of a success and passes a failure on.</summary>
    /// <param name="selector">Called with the data.</param>
    public Result<TOut> Map<TOut>(Func<T, TOut> selector)
    {
        Require(selector);
        return IsSuccess ? new Result<TOut>(selector(_data)) : new Result<TOut>(Errors);
    }

    /// <summary>Continues a success with a step that can fail itself, and passes a failure on.</summary>
    /// <param name="selector">Called with the data.</param>
    public Result<TOut> Bind<TOut>(Func<T, Result<TOut>> selector)
    {
        Require(selector);
        return IsSuccess ? selector(_data) : new Result<TOut>(Errors);
    }

    /// <summary>The data, or an exception for those who prefer one.</summary>
    /// <exception cref="AltogicException">The operation failed.</exception>
    public T ValueOrThrow() => IsSuccess ? _data : throw new AltogicException(Errors);

    /// <summary>The error of a failure, or the beginning of what the data says of itself.</summary>
    public override string ToString() => IsSuccess ? "Success: " + ResultText.Of(_data) : "Failure: " + Errors;

    private static void Require(
        [NotNull] object? function, [CallerArgumentExpression(nameof(function))] string? name = null)
    {
        if (function is null) throw new ArgumentNullException(name);
    }
}
