using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Endpoints;

/// <summary>A call with its arguments checked, ready to be sent any number of times.</summary>
/// <param name="Name">For logs, traces and metrics.</param>
/// <param name="Path">Without its leading slash.</param>
/// <param name="Query">Without its question mark; null when there is none.</param>
/// <param name="Headers">In the place of the client's own.</param>
/// <param name="Body">What becomes JSON; null when there is none, or a form.</param>
/// <param name="Form">The form; null when there is none.</param>
internal sealed record EndpointCall(
    string Name, string Path, string? Query, IReadOnlyList<KeyValuePair<string, string>> Headers, object? Body, EndpointForm? Form)
{
    /// <summary>What browsers call bytes that have no name.</summary>
    private const string NoName = "blob";

    /// <summary>A body as the official SDK takes it: bytes become a form with the field <c>file</c>.</summary>
    public static EndpointForm? FormOf(object? body) => body switch
    {
        EndpointForm form => form,
        FileSource source => EndpointForm.Empty.AddFile("file", source, NoName),
        Stream stream => EndpointForm.Empty.AddFile("file", stream, NoName),
        byte[] bytes => EndpointForm.Empty.AddFile("file", bytes, NoName),
        _ => null,
    };

    public Task<HttpResponseMessage> SendAsync(IEndpointApi api, object? body, CancellationToken cancellation)
    {
        var request = new EndpointRequest(Headers, body);
        return Name switch
        {
            "get" => api.Get(Path, Query, request, cancellation),
            "post" => api.Post(Path, Query, request, cancellation),
            "put" => api.Put(Path, Query, request, cancellation),
            _ => api.Delete(Path, Query, request, cancellation),
        };
    }
}
