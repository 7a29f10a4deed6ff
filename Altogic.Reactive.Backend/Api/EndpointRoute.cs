using Altogic.Reactive.Backend.App.Validation;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The route of an application endpoint, and what a request's path puts into its parameters.</summary>
internal sealed class EndpointRoute
{
    private readonly string[] _segments;

    public EndpointRoute(EndpointDefinition endpoint)
    {
        _segments = endpoint.Path.Trim('/').Split('/');
        var policies = new RouteValueDictionary();
        if (IsParameter(_segments[0])) policies[Name(_segments[0])] = new NotReserved();
        Pattern = RoutePatternFactory.Pattern(
            endpoint.Path, defaults: null, policies, _segments.Select(s => RoutePatternFactory.Segment(
                IsParameter(s) ? RoutePatternFactory.ParameterPart(Name(s)) : RoutePatternFactory.LiteralPart(Uri.UnescapeDataString(s)))));
    }

    public RoutePattern Pattern { get; }

    public Dictionary<string, string> Parameters(HttpContext context)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _segments.Length; i++)
        {
            if (!IsParameter(_segments[i])) continue;
            var value = (string?)context.Request.RouteValues[Name(_segments[i])] ?? "";
            values[Name(_segments[i])] = value.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? Decode(context, i, value) : value;
        }

        return values;
    }

    private static bool IsParameter(string segment) => segment[0] == '{';

    private static string Name(string segment) => segment[1..^1];

    /// <summary>
    /// The server leaves %2F as it is, for it would end the segment, and decodes %252F to the same text; only the request line
    /// tells them apart.
    /// </summary>
    private string Decode(HttpContext context, int index, string value)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var sent = (query < 0 ? target : target[..query]).TrimEnd('/').Split('/');
        var at = sent.Length - _segments.Length + index;
        return at < 0 || !sent[at].Contains('%', StringComparison.Ordinal) ? value : Uri.UnescapeDataString(sent[at]);
    }

    /// <summary>Keeps a mistyped call to the backend itself from ending up in the app.</summary>
    private sealed class NotReserved : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            values[routeKey] is not string segment || !RouteShape.IsReserved(segment);
    }
}
