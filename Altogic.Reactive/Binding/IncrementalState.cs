namespace Altogic.Reactive;

/// <summary>How far a list is that loads page by page.</summary>
/// <param name="HasMore">Whether there is another page, as far as is known.</param>
/// <param name="IsLoading">Whether a page is on its way.</param>
/// <param name="Error">Why the latest page did not come; null when it did. The next attempt asks for it again.</param>
/// <param name="TotalCount">All objects that matched when the latest page was read; null when unknown.</param>
public sealed record IncrementalState(bool HasMore, bool IsLoading, AltogicError? Error, long? TotalCount);
