using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

/// <summary>Storage calls over raw HTTP, as clients make them.</summary>
internal static class StorageCalls
{
    private const string Prefix = "/_api/rest/v1/storage";

    public static Task<Answer> Storage(this BackendFixture backend, string path, JsonObject? body = null, string? session = null) =>
        backend.PostAsync(Prefix + path, body, session);

    public static Task<Answer> Bucket(this BackendFixture backend, string operation, string bucket, JsonObject? body = null)
    {
        body ??= [];
        body["bucket"] = bucket;
        return backend.Storage("/bucket/" + operation, body);
    }

    public static Task<Answer> File(this BackendFixture backend, string operation, string bucket, string file, JsonObject? body = null)
    {
        body ??= [];
        body["file"] = file;
        return backend.Bucket("file/" + operation, bucket, body);
    }

    public static async Task<JsonObject> CreateBucketAsync(this BackendFixture backend, string name, bool isPublic = true) =>
        (await backend.Storage("/create-bucket", new JsonObject { ["name"] = name, ["isPublic"] = isPublic })).Json!.AsObject();

    public static Uri UploadUri(string bucket, string fileName, JsonNode? options = null) => new(
        $"{Prefix}/bucket/upload-formdata?bucket={Uri.EscapeDataString(bucket)}&fileName={Uri.EscapeDataString(fileName)}"
        + (options is null ? "" : "&options=" + Uri.EscapeDataString(options.ToJsonString())), UriKind.Relative);

    /// <summary>A form like that of browsers.</summary>
    public static MultipartFormDataContent Form(byte[] bytes, string? type = "image/png", string field = "file", string? fileName = "blob", string? digest = null)
    {
        var part = new ByteArrayContent(bytes);
        if (type is not null) part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var form = new MultipartFormDataContent();
        if (fileName is null) form.Add(part, field);
        else form.Add(part, field, fileName);
        if (digest is not null) form.Add(new StringContent(digest), "digest");
        return form;
    }

    public static string Digest(byte[] bytes) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";

    public static async Task<Answer> SendAsync(this BackendFixture backend, Uri uri, HttpContent content, string? session = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
        request.Headers.Add("X-Client-Key", backend.ClientKey);
        if (session is not null) request.Headers.Add("Session", session);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await backend.SendAsync(request);
    }

    public static async Task<Answer> UploadAsync(this BackendFixture backend, string bucket, string fileName, byte[] bytes, JsonNode? options = null)
    {
        using var form = Form(bytes);
        return await backend.SendAsync(UploadUri(bucket, fileName, options), form);
    }

    public static async Task<JsonObject> StoreAsync(this BackendFixture backend, string bucket, string fileName, string text, JsonNode? options = null)
    {
        var answer = await backend.UploadAsync(bucket, fileName, System.Text.Encoding.UTF8.GetBytes(text), options);
        Assert.That(answer.Status, Is.EqualTo(200), answer.ToString());
        return answer.Json!.AsObject();
    }

    public static string Text(this JsonNode json, string member) => (string)json[member]!;

    /// <summary>The files of the data folder that hold contents, finished or not.</summary>
    public static string[] Contents(this BackendFixture backend) => ContentsOf(backend.Backend.DataDirectory);

    public static string[] ContentsOf(string dataFolder) =>
        Directory.GetFiles(Path.Combine(dataFolder, "files"), "*", SearchOption.AllDirectories);
}
