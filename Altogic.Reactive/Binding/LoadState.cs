namespace Altogic.Reactive;

/// <summary>What a screen has to show at one moment.</summary>
/// <param name="Kind">Which of the five cases it is.</param>
/// <param name="Data">What the last success carried; <c>default</c> without one.</param>
/// <param name="Error">Why the latest attempt failed; null when it did not.</param>
/// <param name="IsRefreshing">Whether an attempt has been under way for more than 150 ms.</param>
/// <typeparam name="T">What is loaded.</typeparam>
public sealed record LoadState<T>(LoadKind Kind, T? Data, AltogicError? Error, bool IsRefreshing);
