using System.Buffers;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>Passes a service's answer on to the caller: unchanged, but every failure as JSON (app definition §6.6).</summary>
internal sealed class EndpointAnswer(ILogger<EndpointAnswer> log)
{
    private const int BufferSize = 64 << 10;
    private const int LargestError = 1 << 20;

    public async Task WriteAsync(HttpContext context, string service, ServiceResponse answer)
    {
        await using var content = answer.Content;
        if (answer.Status is < 200 or > 599)
        {
            ServiceLog.Unusable(log, service, "its status is none of 200 to 599");
            throw ServiceErrors.Failed();
        }

        if (answer.Status >= 300 && !IsRedirect(answer)) answer = await CheckErrorAsync(context, service, answer);
        WriteHead(context, answer);
        if (answer.Status is 204 or 205 or 304) return;
        context.Response.ContentLength = LengthOf(answer);
        if (answer.Content is null) await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        else if (!HttpMethods.IsHead(context.Request.Method)) await CopyAsync(context, service, answer.Content);
    }

    private static bool IsRedirect(ServiceResponse answer) =>
        answer.Status == 304 || (answer.Status < 400 && answer.Headers.Any(h => h.Key.Equals("Location", StringComparison.OrdinalIgnoreCase)));

    private static long? LengthOf(ServiceResponse answer) => answer.Content switch
    {
        null => answer.Body.Length,
        ServiceContent content => content.AnnouncedLength,
        { CanSeek: true } stream => stream.Length - stream.Position,
        _ => null,
    };

    private static void WriteHead(HttpContext context, ServiceResponse answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        var passed = answer.Headers.Where(header => ServiceHeaders.IsPassedOn(header.Key) && ServiceHeaders.IsText(header.Value)).ToList();
        foreach (var (name, value) in passed)
        {
            if (name.Equals("Vary", StringComparison.OrdinalIgnoreCase)) response.Headers.Append(name, value);
            else response.Headers[name] = value;
        }

        Cors.Expose(context, passed.Select(header => header.Key));
        if (answer.ContentType.Length == 0 || answer.Status is 204 or 205 or 304) return;
        response.ContentType = ServiceHeaders.IsText(answer.ContentType) ? answer.ContentType : "application/octet-stream";
    }

    /// <summary>The failure when it is JSON; clients must not get another.</summary>
    private async Task<ServiceResponse> CheckErrorAsync(HttpContext context, string service, ServiceResponse answer)
    {
        var body = answer.Body;
        if (answer.Content is { } content) body = (await BodyStart.ReadAsync(content, LargestError, context.RequestAborted)).Bytes;
        if (IsJson(answer.ContentType, body.Span)) return answer with { Content = null, Body = body };
        ServiceLog.Wrapped(log, service, answer.Status);
        WriteHead(context, answer);
        throw new ApiException(answer.Status, [new ErrorItem(ErrorItem.ServerOrigin, "service_error", $"The service failed with status {answer.Status}.")]);
    }

    private static bool IsJson(string contentType, ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read()) return false;

            // A bare number or word is also what a plain text may be; then the content type decides.
            if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)
                && !contentType.Contains("json", StringComparison.OrdinalIgnoreCase)) return false;
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task CopyAsync(HttpContext context, string service, Stream content)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await ReadAsync(context, service, content, buffer) is var read and > 0)
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The next piece. When there is none, the caller must notice: by an error answer, or by a broken connection.</summary>
    private async Task<int> ReadAsync(HttpContext context, string service, Stream content, byte[] buffer)
    {
        try
        {
            return await content.ReadAsync(buffer, context.RequestAborted);
        }
#pragma warning disable CA1031 // a stream of the app's own may throw anything
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            ServiceLog.Broken(log, e is ServiceBrokenException ? null : e, service, e is ServiceBrokenException ? e.Message : e.GetType().Name);
            if (!context.Response.HasStarted) throw e is ServiceBrokenException ? ServiceErrors.Unreachable() : ServiceErrors.Failed();
            context.Abort();
            return 0;
        }
    }
}
