using System.Security.Cryptography;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Tests.Storage;

/// <summary>The form of an upload, taken apart by somebody else's parser.</summary>
internal sealed record SentForm(string Field, string FileName, string ContentType, byte[] Bytes, string Digest)
{
    public bool IsDigestRight => Digest == $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Bytes))}:";

    public static async Task<SentForm> ReadAsync(StubRequest request)
    {
        var type = MediaTypeHeaderValue.Parse(request.Header("Content-Type"));
        Assert.That(type.MediaType.Value, Is.EqualTo("multipart/form-data"));
        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).Value!, new MemoryStream(request.Bytes!));
        var file = await reader.ReadNextSectionAsync();
        var disposition = ContentDispositionHeaderValue.Parse(file!.ContentDisposition);
        using var bytes = new MemoryStream();
        await file.Body.CopyToAsync(bytes);
        var digest = await reader.ReadNextSectionAsync();
        Assert.That(ContentDispositionHeaderValue.Parse(digest!.ContentDisposition).Name.Value, Is.EqualTo("digest"));
        var text = await new StreamReader(digest.Body).ReadToEndAsync();
        Assert.That(await reader.ReadNextSectionAsync(), Is.Null);
        return new SentForm(
            HeaderUtilities.RemoveQuotes(disposition.Name).Value!, HeaderUtilities.RemoveQuotes(disposition.FileName).Value!, file.ContentType!, bytes.ToArray(), text);
    }
}
