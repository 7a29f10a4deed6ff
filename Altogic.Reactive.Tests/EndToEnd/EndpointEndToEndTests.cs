using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Our client calls endpoints of our backend.</summary>
public sealed class EndpointEndToEndTests
{
    private const string ApiKey = "api-key-1";
    private BackendFixture _backend = null!;
    private AltogicClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var options = new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                ApiKeys = [new ApiKeyDefinition { Key = ApiKey }],
                Endpoints =
                [
                    new() { Method = "GET", Path = "greet/{name}", Service = "greet" },
                    new() { Method = "POST", Path = "upload", Service = "upload" },
                    new() { Method = "PUT", Path = "download", Service = "download", ApiKeyRequired = true },
                    new() { Method = "DELETE", Path = "account", Service = "who", SessionRequired = true },
                ],
            },
        };
        options.Services["greet"] = (context, _) => Task.FromResult(ServiceResponse.From(new Greeting(
            $"Hello {context.Request!.Params["name"]}", context.Request.Query.GetValueOrDefault("lang"))));
        options.Services["upload"] = (context, _) => Task.FromResult(ServiceResponse.From(
            context.Request!.Files.Select(f => new Upload(f.Field, f.FileName, f.ContentType, f.Size, (string?)context.Request.Body?["title"])).ToArray()));
        options.Services["download"] = (context, _) => Task.FromResult(ServiceResponse.Stream(
            new MemoryStream(new byte[(int)context.Request!.Body!["size"]!]), "application/octet-stream"));
        options.Services["who"] = (context, _) => Task.FromResult(ServiceResponse.From(context.Session!.UserId));
        _backend = await BackendFixture.StartAsync(options);
        _client = new AltogicClient(_backend.Url, _backend.ClientKey, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _backend.DisposeAsync();
    }

    [TestCase("Ada")]
    [TestCase("a/b ?&#%2F é+")]
    public async Task Parameters_ArriveAsTheyWereGiven(string name)
    {
        var greeting = await _client.Endpoint.Get<Greeting>($"greet/{name}", new { lang = name });
        Assert.That(greeting.ValueOrThrow(), Is.EqualTo(new Greeting("Hello " + name, name)));
    }

    [Test]
    public async Task Form_IsUploadedAsAStream()
    {
        var form = EndpointForm.Empty.AddText("title", "Ünïcode").AddFile("photo", new byte[3_000_000], "sommer für alle.png");
        var uploads = (await _client.Endpoint.Post<Upload[]>("upload", form)).ValueOrThrow();
        Assert.That(uploads, Is.EqualTo((Upload[])[new("photo", "sommer für alle.png", "image/png", 3_000_000, "Ünïcode")]));
    }

    [Test]
    public async Task Stream_OfUnknownLength_IsUploaded()
    {
        var uploads = (await _client.Endpoint.Post<Upload[]>("upload", FileSource.FromStream(new UnseekableStream(new byte[100_000])))).ValueOrThrow();
        Assert.That(uploads, Is.EqualTo((Upload[])[new("file", "blob", "application/octet-stream", 100_000, null)]));
    }

    [Test]
    public async Task Upload_ThatIsRefused_SaysWhy()
    {
        var result = await _client.Endpoint.Put("download", new byte[20_000_000]);
        Assert.That(result.Errors!.Items[0].Code, Is.EqualTo("missing_API_key"));
    }

    [Test]
    public async Task Download_GoesIntoAFile()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.bin");
        var refused = await _client.Endpoint.Put("download", EndpointReply.To(FileTarget.ToFile(path)), new { size = 5 });
        Assert.That((refused.Errors!.Items[0].Code, File.Exists(path)), Is.EqualTo(("missing_API_key", false)));
        var options = new EndpointOptions { ApiKey = ApiKey };
        var file = (await _client.Endpoint.Put("download", EndpointReply.To(FileTarget.ToFile(path)), new { size = 2_000_000 }, options: options)).ValueOrThrow();
        Assert.That((file.Bytes, new FileInfo(path).Length), Is.EqualTo((2_000_000L, 2_000_000L)));
    }

    [Test]
    public async Task Session_OfTheClientOrOfTheCall_IsWhoCalls()
    {
        Assert.That((await _client.Endpoint.Delete("account")).Errors!.Items[0].Code, Is.EqualTo("missing_session_token"));
        using var other = new AltogicClient(_backend.Url, _backend.ClientKey);
        var grant = (await other.Auth.SignUpWithEmail("ada@example.com", "secret-1", "Ada")).ValueOrThrow();
        Assert.That((await other.Endpoint.Delete<string>("account")).ValueOrThrow(), Is.EqualTo(grant.User.Id));
        var options = new EndpointOptions { Session = grant.Session!.Token };
        Assert.That((await _client.Endpoint.Delete<string>("account", options: options)).ValueOrThrow(), Is.EqualTo(grant.User.Id));
        using var server = _client.WithSession(grant.Session.Token!);
        Assert.That((await server.Endpoint.Delete<string>("account")).ValueOrThrow(), Is.EqualTo(grant.User.Id));
    }

    private sealed record Greeting(string Text, string? Lang);

    private sealed record Upload(string Field, string FileName, string ContentType, long Size, string? Title);
}
