using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Services;
using Microsoft.AspNetCore.Connections;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>
/// The outermost step: names the request, normalises its path, answers CORS and health, refuses while draining, turns whatever
/// goes wrong behind it into the error envelope, and logs the outcome.
/// </summary>
internal sealed class RequestPipeline(RequestDelegate next, BackendState state, AnswerMemory answers, TimeProvider time, ILogger<RequestPipeline> log)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var scope = new RequestScope { Id = RequestId.Choose(context), Answers = answers };
        context.Features.Set(scope);
        AddHeaders(context, scope);
        RequestPath.Normalize(context.Request);
        if (Cors.TryAnswerPreflight(context)) return;
        if (HealthCheck.Matches(context))
        {
            await HealthCheck.AnswerAsync(context, state);
            return;
        }

        try
        {
            await AnswerAsync(context, scope);
        }
        finally
        {
            var template = context.GetEndpoint() is RouteEndpoint route ? route.RoutePattern.RawText : null;
            RequestLog.Answered(
                log, scope.Id, context.Request.Method, template ?? "-", context.Response.StatusCode, scope.ErrorCode ?? "-",
                time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private static void AddHeaders(HttpContext context, RequestScope scope)
    {
        var headers = context.Response.Headers;
        headers["X-Request-Id"] = scope.Id;
        headers.XContentTypeOptions = "nosniff";
        Cors.AddHeaders(context);
    }

    private async Task AnswerAsync(HttpContext context, RequestScope scope)
    {
        if (!TryEnter(context.Request.Path))
        {
            await RefuseAsync(context);
            return;
        }

        try
        {
            await next(context);
            if (context.Response.StatusCode >= 400 && !context.Response.HasStarted && context.Response.ContentLength is null)
                await ErrorEnvelope.WriteForStatusAsync(context);
        }
        catch (ApiException e) when (!context.Response.HasStarted)
        {
            await ErrorEnvelope.WriteAsync(context, e);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await WriteBadRequestAsync(context, e);
        }
        catch (Exception e) when (IsDisconnect(context, e))
        {
            RequestLog.Disconnected(log, scope.Id);
            if (!context.Response.HasStarted) context.Response.StatusCode = ClientClosedRequest;
        }
        catch (Exception e) when (StoreErrors.IsStoreFailure(e))
        {
            RequestLog.StoreFailed(log, e, scope.Id, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "-");
            await AnswerFailureAsync(context, StoreErrors.Of(e));
        }
#pragma warning disable CA1031 // the last line of defence: a bug becomes a 500 in the envelope, and a log entry
        catch (Exception e)
#pragma warning restore CA1031
        {
            RequestLog.Failed(log, e, scope.Id, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "-");
            await AnswerFailureAsync(context, new ApiException(500, "internal_server_error", "Something went wrong on the server."));
        }
        finally
        {
            state.Leave();
        }
    }

    // While the backend drains, a service must still get the files of the call that is waited for.
    private bool TryEnter(PathString path) => path.StartsWithSegments(CallFiles.Path) ? state.TryEnterAlong() : state.TryEnter();

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        context.Response.Headers.RetryAfter = "1";
        return ErrorEnvelope.WriteAsync(context, 503, "api_server_not_ready", "The server is starting or stopping; try again in a moment.");
    }

    private static Task WriteBadRequestAsync(HttpContext context, BadHttpRequestException error) => error.StatusCode switch
    {
        413 => ErrorEnvelope.WriteAsync(context, 413, "content_too_large", "The request body is too large."),
        408 => ErrorEnvelope.WriteAsync(context, 408, "request_timed_out", "The request body arrived too slowly."),
        _ => ErrorEnvelope.WriteAsync(context, 400, "invalid_request", "The request is not well-formed HTTP."),
    };

    private static Task AnswerFailureAsync(HttpContext context, ApiException answer)
    {
        if (!context.Response.HasStarted) return ErrorEnvelope.WriteAsync(context, answer);

        // Half an answer is out: only breaking the connection tells the client that it is not whole.
        context.Abort();
        return Task.CompletedTask;
    }

    private static bool IsDisconnect(HttpContext context, Exception error) =>
        error is ConnectionAbortedException or ConnectionResetException or OperationCanceledException { InnerException: ConnectionAbortedException }
        || (context.RequestAborted.IsCancellationRequested && error is (OperationCanceledException or IOException));
}
