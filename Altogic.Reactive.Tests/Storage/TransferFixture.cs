using System.Net;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Storage;

/// <summary>A client in virtual time whose requests a test answers by hand.</summary>
internal sealed class TransferFixture : HttpMessageHandler
{
    public const string FileJson = """{"_id":"63c000000000000000000001","fileName":"a.bin","size":3,"tags":[]}""";

    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _answer;

    public TransferFixture(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, RetryPolicy? retry = null)
    {
        _answer = answer;
        Client = new AltogicClient("http://stub.test", "key", new AltogicClientOptions
        {
            HttpMessageHandler = this,
            Scheduler = Scheduler,
            RetryPolicy = retry ?? RetryPolicy.None,
            Random = () => 0,
        });
    }

    public TestScheduler Scheduler { get; } = new();

    public AltogicClient Client { get; }

    public BucketManager Bucket => Client.Storage.Bucket("b");

    public FileManager File => Bucket.File("a.bin");

    public int Requests { get; private set; }

    public static HttpResponseMessage Ok(HttpContent content) => new(HttpStatusCode.OK) { Content = content };

    public static HttpResponseMessage Json(string json, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };

    /// <summary>Takes the body in, then answers with a file.</summary>
    public static async Task<HttpResponseMessage> Store(HttpRequestMessage request, CancellationToken cancellation)
    {
        await request.Content!.CopyToAsync(Stream.Null, cancellation);
        return Json(FileJson);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        var response = await _answer(request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Client.Dispose();
        base.Dispose(disposing);
    }
}
