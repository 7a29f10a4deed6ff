using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <summary>A document with all that can be worked out before the writer is asked: its JSON, and what other tables need.</summary>
internal sealed class PreparedDocument
{
    private const int LargestBytes = 16 << 20;

    private PreparedDocument(JsonObject document, byte[] utf8, DocumentTrace trace)
    {
        Document = document;
        Utf8 = utf8;
        Trace = trace;
        Id = SystemFields.IdOf(document);
    }

    public string Id { get; }

    public JsonObject Document { get; }

    public byte[] Utf8 { get; }

    public DocumentTrace Trace { get; }

    /// <exception cref="ApiException">The document is too large or nests too deeply.</exception>
    public static PreparedDocument Of(ObjectSchema schema, JsonObject document)
    {
        if (!JsonTree.TryWrite(document, out var utf8))
            throw new ApiException(400, "invalid_value", $"An object may nest {JsonTree.MaxDepth} levels deep.", new JsonObject { ["field"] = "values" });
        if (utf8.Length > LargestBytes)
            throw new ApiException(413, "request_too_large", $"An object may have {LargestBytes} bytes.", new JsonObject { ["size"] = utf8.Length });
        return new PreparedDocument(document, utf8, DocumentTrace.Of(schema, document));
    }
}
