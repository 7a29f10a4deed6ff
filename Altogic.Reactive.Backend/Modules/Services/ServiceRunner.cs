namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>
/// Runs the services behind endpoints, queues and tasks: the app's C# code, or a call to its HTTP service (app definition §3).
/// </summary>
internal sealed class ServiceRunner : IDisposable
{
    /// <summary>What a queue or task keeps of an answer; an endpoint's caller gets all of it.</summary>
    private const int MostKept = 64 << 10;

    private static readonly TimeSpan CodeLimit = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyDictionary<string, ServiceDefinition> _remote;
    private readonly IDictionary<string, Func<ServiceContext, CancellationToken, Task<ServiceResponse>>> _code;
    private readonly TimeProvider _time;
    private readonly ILogger<ServiceRunner> _log;
    private readonly HttpServices _http = new();

    public ServiceRunner(AppDefinition app, AltogicBackendOptions options, TimeProvider time, ILogger<ServiceRunner> log)
    {
        (_remote, _code) = (app.Services, options.Services);
        (_time, _log) = (time, log);
    }

    /// <summary>
    /// Runs a service and gives its answer, whatever its status. The answer to an endpoint may have a
    /// <see cref="ServiceResponse.Content"/> that the caller disposes; for queues and tasks it is at most 64 KiB of text.
    /// </summary>
    /// <param name="service">The name of the service.</param>
    /// <param name="context">What it is called with.</param>
    /// <param name="timeLimit">When to give up; null takes the service's own limit. A streamed body may pause that long.</param>
    /// <param name="cancel">Ends the call because nobody waits for it any more.</param>
    /// <exception cref="ApiException">502, 504, or 500 when the code throws.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancel"/> was.</exception>
    public async Task<ServiceResponse> RunAsync(string service, ServiceContext context, TimeSpan? timeLimit, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_code.TryGetValue(service, out var run)) return await RunCodeAsync(service, run, context, timeLimit ?? CodeLimit, cancel);
        if (!_remote.TryGetValue(service, out var definition)) throw ServiceErrors.Failed();
        var limit = new CallLimit(timeLimit ?? TimeSpan.FromSeconds(definition.TimeoutSeconds), _time, cancel);
        try
        {
            var answer = await _http.PostAsync(definition.Url, context, IsEndpoint(context) ? null : MostKept, limit);
            if (answer.Content is null) limit.Dispose();
            return answer;
        }
        catch (Exception e)
        {
            limit.Dispose();
            throw Translate(service, e, limit, Task.CompletedTask);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ServiceResponse> RunCodeAsync(
        string service, Func<ServiceContext, CancellationToken, Task<ServiceResponse>> run, ServiceContext context, TimeSpan time, CancellationToken cancel)
    {
        var limit = new CallLimit(time, _time, cancel);

        // On a thread of its own: code that blocks before its first await must not outlive its limit unnoticed.
        var call = Task.Run(() => run(context, limit.Token), CancellationToken.None);
        try
        {
            var answer = await call.WaitAsync(limit.Token);
            if (answer is null) throw new InvalidOperationException("The service returned null instead of an answer.");
            return IsEndpoint(context) ? answer : await KeepAsync(answer, limit);
        }
#pragma warning disable CA1031 // whatever the app's code throws is that call's failure, not the backend's
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (limit.HasEnded) throw Translate(service, e, limit, ForgetAsync(service, call, limit));
            ServiceLog.Failed(_log, e, service);
            throw ServiceErrors.Failed();
        }
        finally
        {
            // Code that goes on holds the token; whoever waits for its end disposes the limit.
            if (call.IsCompleted) limit.Dispose();
        }
    }

    private static bool IsEndpoint(ServiceContext context) => context.Trigger == "endpoint";

    /// <summary>Replaces a streamed body by its beginning, so that nothing is left to dispose.</summary>
    private static async Task<ServiceResponse> KeepAsync(ServiceResponse answer, CallLimit limit)
    {
        if (answer.Content is not { } content) return answer;
        await using (content)
        {
            var (bytes, _) = await BodyStart.ReadAsync(content, MostKept, limit.Token);
            return answer with { Content = null, Body = bytes };
        }
    }

    private Exception Translate(string service, Exception error, CallLimit limit, Task rest)
    {
        if (limit.IsCancelled) return new OperationCanceledException("Nobody waits for the answer any more.", error, limit.Cancel);
        if (limit.IsOver)
        {
            ServiceLog.Late(_log, service, limit.Time.TotalSeconds);
            return ServiceErrors.Late(rest);
        }

        if (error is not (HttpRequestException or IOException or OperationCanceledException or ServiceBrokenException)) return error;
        ServiceLog.Unreachable(_log, service, HttpServices.Reason(error));
        return ServiceErrors.Unreachable();
    }

    /// <summary>Code that goes on after its call has ended: its answer is dropped, its failure logged.</summary>
    private async Task ForgetAsync(string service, Task<ServiceResponse> call, CallLimit limit)
    {
        try
        {
            var answer = await call;
            if (answer?.Content is { } content) await content.DisposeAsync();
        }
        catch (OperationCanceledException e)
        {
            ServiceLog.Stopped(_log, e, service);
        }
#pragma warning disable CA1031 // nobody is left to tell
        catch (Exception e)
#pragma warning restore CA1031
        {
            ServiceLog.FailedLater(_log, e, service);
        }
        finally
        {
            limit.Dispose();
        }
    }
}
