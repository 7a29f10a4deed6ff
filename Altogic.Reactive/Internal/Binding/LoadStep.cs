namespace Altogic.Reactive.Internal.Binding;

/// <summary>What happens during a run: it begins, it is slow, it answers, it ends.</summary>
internal sealed class LoadStep<T>
{
    private LoadStep(Result<T>? result) => Result = result;

    public static LoadStep<T> Begin { get; } = new(result: null);

    public static LoadStep<T> Slow { get; } = new(result: null);

    public static LoadStep<T> End { get; } = new(result: null);

    /// <summary>The answer; null for the other steps.</summary>
    public Result<T>? Result { get; }

    public static LoadStep<T> Of(Result<T> result) => new(result);
}
