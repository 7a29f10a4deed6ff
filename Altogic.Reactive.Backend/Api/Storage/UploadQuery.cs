using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>What an upload says in its query string (rest §8.1, §8.2).</summary>
internal sealed record UploadQuery(string Bucket, string FileName, StorageBody Options)
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    public string? ContentType => Options.OptionalText("contentType");

    /// <param name="context">The request.</param>
    /// <param name="nameParameter"><c>fileName</c> of an upload, <c>file</c> of a replacement.</param>
    public static UploadQuery Read(HttpContext context, string nameParameter)
    {
        var query = context.QueryValues();
        return new UploadQuery(Required(query, "bucket"), Required(query, nameParameter), new StorageBody(new JsonBody(Parse(query.Form("options")))));
    }

    public UploadRequest ToRequest(string? userId, long? announced) => new()
    {
        Bucket = Bucket,
        File = FileName,
        IsPublic = Options.OptionalFlag("isPublic"),
        Tags = Options.OptionalTexts("tags") ?? [],
        CreateBucket = Options.IsTruthy("createBucket"),
        UserId = userId,
        Announced = announced,
    };

    private static string Required(QueryValues query, string name)
    {
        var value = query.Form(name);
        return string.IsNullOrWhiteSpace(value) ? throw FieldErrors.Missing(name) : value;
    }

    private static JsonElement Parse(string? options)
    {
        if (string.IsNullOrWhiteSpace(options)) return default;
        try
        {
            var utf8 = Encoding.UTF8.GetBytes(options);
            if (JsonEscapes.HoldHalfPair(utf8, Shallow.MaxDepth)) throw FieldErrors.Invalid("options", "A text in the options holds half a surrogate pair.");
            using var document = JsonDocument.Parse(utf8, Shallow);
            if (document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null) return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw FieldErrors.Invalid("options", "The options of an upload have to be JSON.");
        }

        throw FieldErrors.Invalid("options", "The options of an upload have to be a JSON object.");
    }
}
