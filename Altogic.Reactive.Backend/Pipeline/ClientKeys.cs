using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Stores;
using Microsoft.Extensions.Primitives;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Checks what a client key may do: know the app, come from this page, use this module (rest §5.1).</summary>
internal sealed class ClientKeys(AppDefinition app, HostKeys host)
{
    private readonly KeyRing<ClientKeyDefinition> _keys = new(
        app.ClientKeys.Select(k => (k.Key, k)).Prepend((host.ClientKey, new ClientKeyDefinition { Key = host.ClientKey })));

    /// <summary>The client key of the request; null only when the policy needs none and none was sent.</summary>
    /// <exception cref="ApiException">401: unknown key, other domain, missing right.</exception>
    public ClientKeyDefinition? Check(HttpRequest request, OperationPolicy policy)
    {
        var sent = HeaderText.Last(request.Headers["X-Client-Key"]);
        if (sent is null && (policy.Right is null || policy.IsKeyOptional)) return null;
        return Check(sent, "The X-Client-Key header with the app's client key is missing.", PageOf(request), policy.Right);
    }

    /// <summary>The same for a key that came another way.</summary>
    /// <param name="sent">The key; null when none was sent.</param>
    /// <param name="missing">What to say then.</param>
    /// <param name="page">The address of the page that uses it; null when there is none.</param>
    /// <param name="right">The right that is needed; null needs none.</param>
    /// <exception cref="ApiException">401: unknown key, other domain, missing right.</exception>
    public ClientKeyDefinition Check(string? sent, string missing, string? page, string? right)
    {
        var key = _keys.Find(sent)
            ?? throw new ApiException(401, "invalid_client_key", sent is null ? missing : "The client key is not one of this app.");
        CheckDomain(page, key);
        if (right is not null && key.Rights is { } rights && !rights.Contains(right, StringComparer.Ordinal))
            throw new ApiException(401, "not_authorized_module", $"The client key lacks the right {right}.", new() { ["right"] = right });
        return key;
    }

    /// <summary>The page that sent a request: its <c>Origin</c>, else its <c>Referer</c>.</summary>
    public static string? PageOf(HttpRequest request) => Text(request.Headers.Origin) ?? Text(request.Headers.Referer);

    private static void CheckDomain(string? origin, ClientKeyDefinition key)
    {
        if (key.AllowedDomains.Count == 0) return;
        if (origin is null)
        {
            if (key.RequireOrigin) throw new ApiException(401, "missing_request_origin", "The client key needs an Origin or Referer header.");
            return;
        }

        var host = Uri.TryCreate(origin, UriKind.Absolute, out var uri) ? uri.IdnHost : "";
        foreach (var allowed in key.AllowedDomains)
            if (AllowedDomain.Covers(allowed, host)) return;
        throw new ApiException(401, "domain_not_authorized", "The client key may not be used by pages of this domain.", new() { ["origin"] = origin });
    }

    private static string? Text(StringValues header) => StringValues.IsNullOrEmpty(header) ? null : header.ToString();
}
