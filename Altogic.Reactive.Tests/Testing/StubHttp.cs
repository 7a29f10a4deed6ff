using NUnit.Framework.Interfaces;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>
/// A server made of a route table. A request without a route fails, a route nobody asked for fails when the stub is disposed,
/// bodies are kept, faults can be seeded. Answers that need no waiting complete before <c>Subscribe</c> returns.
/// </summary>
/// <example><code>
/// using var http = new StubHttp();
/// http.On("GET", "/_api/rest/v1/auth/user").Reply("""{"_id":"1"}""");
/// using var client = http.CreateClient();
/// </code></example>
internal sealed class StubHttp : HttpMessageHandler
{
    public const string Url = "http://stub.test";
    public const string ClientKey = "client-key-1";

    private readonly object _gate = new();
    private readonly List<StubRoute> _routes = [];
    private readonly List<StubRequest> _requests = [];
    private readonly List<StubRequest> _unmatched = [];

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<StubRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>The one request there was.</summary>
    public StubRequest Single => Requests.Single();

    /// <summary>The latest request.</summary>
    public StubRequest Last => Requests[^1];

    /// <summary>Opens a route. The path is compared as sent; with a question mark in it the query must match as well.</summary>
    public StubRoute On(string method, string path)
    {
        var route = new StubRoute(method, path);
        lock (_gate) _routes.Add(route);
        return route;
    }

    /// <summary>A client of this server; without options it makes one attempt only.</summary>
    public AltogicClient CreateClient(AltogicClientOptions? options = null, string url = Url) =>
        new(url, ClientKey, (options ?? new AltogicClientOptions { RetryPolicy = RetryPolicy.None }) with { HttpMessageHandler = this });

    /// <summary>Fails unless every route was asked, every seeded reply was used, and no request came without a route.</summary>
    public void Verify()
    {
        lock (_gate)
        {
            if (_unmatched.Count > 0) Assert.Fail("No route for: " + string.Join("; ", _unmatched));
            var unused = _routes.Where(route => route.Unused > 0).ToList();
            if (unused.Count > 0) Assert.Fail("Unused replies of: " + string.Join("; ", unused));
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = await StubRequest.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        StubRoute? route;
        lock (_gate)
        {
            _requests.Add(asked);
            route = _routes.FirstOrDefault(candidate => candidate.Matches(asked));
            if (route is null) _unmatched.Add(asked);
        }

        if (route is null) throw new InvalidOperationException($"No route for {asked}");
        var response = await route.RunAsync(asked, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // a test that has failed already should say why, not what it left unused
        if (disposing && TestContext.CurrentContext.Result.Assertions.All(assertion => assertion.Status != AssertionStatus.Failed)) Verify();
    }
}
