using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>Reads an answer whose status is not 2xx. The status is known already, so nothing that goes wrong here can hide it.</summary>
internal static class ErrorAnswer
{
    private const long LargestBody = 1024 * 1024;

    public static async Task<AltogicError> ReadAsync(HttpResponseMessage response, ClientContext context, CancellationToken cancellation)
    {
        var retryAfter = RetryAfter(response, context.Scheduler.Now);
        var status = (int)response.StatusCode;
        var text = response.ReasonPhrase ?? "";
        try
        {
            using var body = await PooledBody.ReadAsync(response.Content, LargestBody, cancellation).ConfigureAwait(false);
            var json = body.FirstByte() == 0 ? null : context.Json.Read<JToken>(body);
            return ErrorBody.ToError(status, text, json, retryAfter);
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException
            or AnswerTooLargeException or InvalidDataException)
        {
            return ErrorBody.ToError(status, text, json: null, retryAfter, exception);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var value = response.Headers.RetryAfter;
        var wait = value?.Delta ?? (value?.Date is { } date ? date - now : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
