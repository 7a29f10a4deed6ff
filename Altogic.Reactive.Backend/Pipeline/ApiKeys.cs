using Altogic.Reactive.Backend.Modules;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Recognises the API keys of calls from server to server, and the command line's own.</summary>
internal sealed class ApiKeys(AppDefinition app, CommandKey command)
{
    private const string Bearer = "Bearer ";
    private readonly KeyRing<ApiKeyDefinition> _keys = new(
        app.ApiKeys.Select(k => (k.Key, k)).Prepend((command.Value, new ApiKeyDefinition { Key = command.Value, Name = "command line" })));

    /// <summary>The API key of the request when it is a known one, else null.</summary>
    /// <exception cref="ApiException">401 when the policy needs one and it is missing or unknown.</exception>
    public ApiKeyDefinition? Check(HttpRequest request, OperationPolicy policy)
    {
        var sent = HeaderText.Last(request.Headers.Authorization);
        if (sent is null && policy.ApiKey) sent = new QueryValues(request.QueryString.Value).Literal("apikey");
        if (string.IsNullOrEmpty(sent))
            return policy.ApiKey ? throw new ApiException(401, "missing_API_key", "An API key is needed in the Authorization header.") : null;
        return Find(sent) ?? (policy.ApiKey ? throw new ApiException(401, "invalid_API_key", "The API key is not one of this app.") : null);
    }

    /// <summary>Whether a text is one of the keys, as it may stand in a header.</summary>
    public bool Know(string text) => Find(text) is not null;

    private ApiKeyDefinition? Find(string text) =>
        _keys.Find(text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].TrimStart() : text);
}
