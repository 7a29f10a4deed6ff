using System.Reactive.Linq;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Takes the outcome of an operation apart, failing with what it was instead.</summary>
internal static class ResultAssertions
{
    /// <summary>The data of the operation's one result.</summary>
    public static async Task<T> ShouldSucceed<T>(this IObservable<Result<T>> operation)
    {
        var result = await operation;
        if (!result.IsSuccess) Assert.Fail("Expected a success, got " + result.Errors);
        return result.Data!;
    }

    /// <summary>The error of the operation's one result.</summary>
    public static async Task<AltogicError> ShouldFail<T>(this IObservable<Result<T>> operation)
    {
        var result = await operation;
        if (result.IsSuccess) Assert.Fail($"Expected a failure, got the data {result.Data}");
        return result.Errors!;
    }

    /// <summary>The error of the operation's one result, whatever its data would be; null when it succeeded.</summary>
    public static async Task<AltogicError?> Outcome<T>(this IObservable<Result<T>> operation) => (await operation).Errors;
}
