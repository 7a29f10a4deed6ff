using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Tests.Endpoints;

public sealed class EndpointFormTests
{
    [Test]
    public async Task Form_IsRealMultipart()
    {
        var form = EndpointForm.Empty
            .AddText("title", "Ünïcode \r\n text")
            .AddFile("photo", "PNG"u8.ToArray(), "my \"photo\".png")
            .AddFile("notes", new MemoryStream("abc"u8.ToArray()), "Notizen für dich.bin", "text/x-notes");
        var (request, parts) = await SendAsync(form);
        Assert.That(request.Header("Content-Type"), Does.StartWith("multipart/form-data; boundary="));
        Assert.That(parts, Is.EqualTo((Part[])
        [
            new("title", null, null, "Ünïcode \r\n text"),
            new("photo", "my %22photo%22.png", "image/png", "PNG"),
            new("notes", "Notizen für dich.bin", "text/x-notes", "abc"),
        ]));
    }

    [Test]
    public async Task Names_AreSentAsBrowsersSendThem()
    {
        var (request, _) = await SendAsync(EndpointForm.Empty.AddText("größe", "1").AddFile("bild\"x", "PNG"u8.ToArray(), "für dich.png"));
        Assert.That(request.Body, Does.Contain("form-data; name=\"größe\"\r\n\r\n1\r\n"));
        Assert.That(request.Body, Does.Contain("form-data; name=\"bild%22x\"; filename=\"für dich.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n"));
    }

    [Test]
    public async Task Bytes_StreamsAndFiles_BecomeTheFieldCalledFile()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.bin");
        await File.WriteAllTextAsync(path, "file");
        foreach (var (body, content) in new (object, string)[]
        {
            ("bytes"u8.ToArray(), "bytes"),
            (new MemoryStream("stream"u8.ToArray()), "stream"),
            (FileSource.FromFile(path), "file"),
        })
        {
            var (_, parts) = await SendAsync(body);
            Assert.That(parts, Is.EqualTo((Part[])[new("file", "blob", "application/octet-stream", content)]));
        }
    }

    [Test]
    public void Forms_AreImmutable()
    {
        var first = EndpointForm.Empty.AddText("a", "1");
        first.AddText("b", "2");
        Assert.That(ReferenceEquals(first, first.AddText("c", "3")), Is.False);
        Assert.That(EndpointForm.Empty.CanReadAgain, Is.True);
    }

    [Test]
    public async Task Form_CanBeSentAgain_WhenItsStreamsCanBeReadAgain()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        http.On("POST", "/up").Reply("1");
        var upload = client.Endpoint.Post("up", EndpointForm.Empty.AddFile("f", new MemoryStream("abc"u8.ToArray()), "a.txt"));
        (await upload).ValueOrThrow();
        (await upload).ValueOrThrow();
        Assert.That(http.Requests.Select(r => r.Body!.Contains("abc", StringComparison.Ordinal)), Is.EqualTo((bool[])[true, true]));
    }

    [Test]
    public async Task Form_WithAStreamThatCannotBeReadAgain_IsNotRepeated()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient(new AltogicClientOptions { RetryPolicy = new RetryPolicy { MaxAttempts = 3, BaseDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero } });
        http.On("POST", "/up").Fail(429, "rate_limit_exceeded");
        var source = FileSource.FromStream(new UnseekableStream("abc"u8.ToArray()));
        Assert.That((await client.Endpoint.Post("up", source)).Errors!.Status, Is.EqualTo(429));
        Assert.That(http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task File_ThatIsNotThere_IsAFailureAndSendsNothing()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var result = await client.Endpoint.Post("up", FileSource.FromFile("/nowhere/at/all.bin"));
        Assert.That((result.Errors!.Kind, result.Errors.Items[0].Code), Is.EqualTo((ErrorKind.Client, ErrorCodes.SourceUnreadable)));
        Assert.That(http.Requests, Is.Empty);
    }

    [Test]
    public async Task Form_ThatIsLarge_AsksBeforeItIsSent()
    {
        Assert.That((await SendAsync(new byte[10])).Request.Header("Expect"), Is.Null);
        Assert.That((await SendAsync(new byte[2_000_000])).Request.Header("Expect"), Is.EqualTo("100-continue"));
        var (unknown, _) = await SendAsync(FileSource.FromStream(new UnseekableStream("abc"u8.ToArray())));
        Assert.That((unknown.Header("Expect"), unknown.Header("Transfer-Encoding")), Is.EqualTo(("100-continue", "chunked")));
    }

    [Test]
    public void Arguments_AreCheckedAtTheCall()
    {
        Assert.That(() => EndpointForm.Empty.AddText(" ", "x"), Throws.ArgumentException);
        Assert.That(() => EndpointForm.Empty.AddText("a", null!), Throws.ArgumentNullException);
        Assert.That(() => EndpointForm.Empty.AddFile("a", (FileSource)null!, "x"), Throws.ArgumentNullException);
        Assert.That(() => EndpointForm.Empty.AddFile("a", Array.Empty<byte>(), ""), Throws.ArgumentException);
        Assert.That(() => EndpointForm.Empty.AddFile("a", Array.Empty<byte>(), "x", "no type\r\n"), Throws.ArgumentException);
        Assert.That(() => EndpointReply.To((FileTarget)null!), Throws.ArgumentNullException);
    }

    private static async Task<(StubRequest Request, List<Part> Parts)> SendAsync(object body)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        http.On("POST", "/up").Reply("1");
        (await client.Endpoint.Post("up", body)).ValueOrThrow();
        var type = MediaTypeHeaderValue.Parse(http.Single.Header("Content-Type"));
        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), new MemoryStream(http.Single.Bytes!));
        var parts = new List<Part>();
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            var disposition = ContentDispositionHeaderValue.Parse(section.ContentDisposition);
            using var text = new StreamReader(section.Body, Encoding.UTF8);
            var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
            parts.Add(new Part(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), name, section.ContentType, await text.ReadToEndAsync()));
        }

        return (http.Single, parts);
    }

    private sealed record Part(string Field, string? FileName, string? ContentType, string Content);
}
