using Altogic.Reactive.Internal.Transport;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Tests.Internal.Transport;

public sealed class HttpTransportTests
{
    [Test]
    public void Dispose_LeavesTheAppsHandlerAndClientAlone()
    {
        using var handler = new TrackedHandler();
        using var client = new TrackedClient(handler);

        HttpTransport.Create(new AltogicClientOptions { HttpMessageHandler = handler }, NullLogger.Instance).Dispose();
        HttpTransport.Create(new AltogicClientOptions { HttpClient = client }, NullLogger.Instance).Dispose();

        Assert.That((handler.IsDisposed, client.IsDisposed), Is.EqualTo((false, false)));
    }

    [Test]
    public void Create_WithTwoWaysToSend_Throws()
    {
        using var handler = new TrackedHandler();
        using var client = new HttpClient(handler, disposeHandler: false);

        Assert.That(
            () => HttpTransport.Create(new AltogicClientOptions { HttpClient = client, HttpMessageHandler = handler }, NullLogger.Instance),
            Throws.ArgumentException);
    }

    [Test]
    public async Task AnAppsClient_IsUsedWithItsDefaults_AndDoesNotBufferTheBody()
    {
        using var http = new StubHttp();
        http.On("GET", "/x").HangMidBody("{");
        using var client = new HttpClient(http, disposeHandler: false);
        client.DefaultRequestHeaders.Add("X-Mine", "1");
        using var transport = HttpTransport.Create(new AltogicClientOptions { HttpClient = client }, NullLogger.Instance);

        using var response = await transport.SendAsync(new HttpRequestMessage(HttpMethod.Get, StubHttp.Url + "/x"), default);

        Assert.That(http.Single.Header("X-Mine"), Is.EqualTo("1"));
    }

    [Test]
    public async Task AnAppsClient_WithItsOwnTimeLimit_GivesATimeoutResult()
    {
        using var http = new StubHttp();
        http.On("GET", "/_api/rest/v1/db/stats").Throw(() => new TaskCanceledException("limit", new TimeoutException()));
        using var client = new HttpClient(http, disposeHandler: false);
        using var altogic = new AltogicClient(StubHttp.Url, "key", new AltogicClientOptions { HttpClient = client, RetryPolicy = RetryPolicy.None });

        Assert.That((await altogic.Db.GetStats().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Timeout));
    }

    private sealed class TrackedHandler : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class TrackedClient(HttpMessageHandler handler) : HttpClient(handler, disposeHandler: false)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
