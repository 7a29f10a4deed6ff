namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>How modules map their operations.</summary>
internal static class RouteExtensions
{
    /// <summary>Maps one operation; its handler runs once the pipeline has checked <paramref name="policy"/>.</summary>
    /// <param name="routes">Where to map.</param>
    /// <param name="method">GET, POST, PUT or DELETE.</param>
    /// <param name="path">The path below the base address, with a leading slash.</param>
    /// <param name="policy">What the pipeline checks first.</param>
    /// <param name="handler">Answers, or throws an <see cref="Modules.ApiException"/>.</param>
    public static void MapOperation(
        this IEndpointRouteBuilder routes, string method, string path, OperationPolicy policy, RequestDelegate handler) =>
        routes.MapMethods(path, [method], handler).WithMetadata(policy);
}
