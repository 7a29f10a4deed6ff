using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The app's own endpoints: each runs a service for whoever may call it.</summary>
internal sealed class EndpointApi(AppDefinition app, ServiceRunner services, CallFiles files, EndpointAnswer answers, ApiKeys apiKeys)
{
    private static readonly OperationPolicy Open = new(null, SessionNeed.Never) { Body = BodyKind.Raw };

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var endpoint in app.Endpoints)
        {
            var route = new EndpointRoute(endpoint);
            var mapped = routes.Map(route.Pattern, endpoint.Enabled ? context => AnswerAsync(context, endpoint, route) : Refuse);
            mapped.WithMetadata(new HttpMethodMetadata(MethodsOf(endpoint)));
            if (endpoint.Enabled) mapped.WithMetadata(PolicyOf(endpoint));
        }

        routes.MapOperation("GET", CallFiles.Path + "/{key}", Open, SendFileAsync);
    }

    /// <summary>Whatever can be got can also be asked for its head alone.</summary>
    private static string[] MethodsOf(EndpointDefinition endpoint)
    {
        var method = endpoint.Method.ToUpperInvariant();
        return method == "GET" ? ["GET", "HEAD"] : [method];
    }

    private static OperationPolicy PolicyOf(EndpointDefinition endpoint) => new(
        ClientRights.Endpoint,
        endpoint.SessionRequired || endpoint.AccessGroups.Count > 0 ? SessionNeed.Always : SessionNeed.WhenEnforced)
    {
        Body = BodyKind.Raw,
        IsKeyOptional = true,
        ApiKey = endpoint.ApiKeyRequired,
    };

    private static Task Refuse(HttpContext context) => throw new ApiException(403, "endpoint_disabled", "The endpoint is switched off.");

    private async Task AnswerAsync(HttpContext context, EndpointDefinition endpoint, EndpointRoute route)
    {
        var caller = context.Caller();
        CheckGroups(endpoint, caller);
        using var uploads = files.Begin(caller.BaseUrl, app.Limits.FileBytes);
        var (body, sent) = await new EndpointBody(context, uploads, app.Limits).ReadAsync();
        var call = new ServiceContext
        {
            Trigger = "endpoint",
            Name = endpoint.Service,
            Session = caller.Session is { } session ? new ServiceSession(session.UserId, session.AccessGroupKeys) : null,
            Request = new ServiceRequest
            {
                Method = endpoint.Method.ToUpperInvariant(),
                Path = context.Request.Path.Value ?? "/",
                Params = route.Parameters(context),
                Query = EndpointInput.Query(context, endpoint, apiKeys),
                Headers = EndpointInput.Headers(context, caller),
                Body = body,
                Files = sent,
            },
        };
        await answers.WriteAsync(context, endpoint.Service, await services.RunAsync(endpoint.Service, call, null, context.RequestAborted));
    }

    private static void CheckGroups(EndpointDefinition endpoint, Caller caller)
    {
        if (endpoint.AccessGroups.Count == 0 || endpoint.AccessGroups.Any(g => caller.Session!.AccessGroupKeys.Contains(g, StringComparer.Ordinal))) return;
        throw new ApiException(401, "access_group_violation", "The session's user is in none of the groups that may do this.");
    }

    private async Task SendFileAsync(HttpContext context)
    {
        if (files.Find((string)context.Request.RouteValues["key"]!) is not { } file)
        {
            await ErrorEnvelope.WriteNotFoundAsync(context);
            return;
        }

        context.Response.ContentType = ServiceHeaders.IsText(file.ContentType) ? file.ContentType : "application/octet-stream";
        context.Response.ContentLength = file.Size;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.SendFileAsync(file.Path, context.RequestAborted);
    }
}
