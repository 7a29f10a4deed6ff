using System.Buffers;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>A document that SQLite handed out, parsed in pooled memory, without its protected fields.</summary>
internal sealed class ParsedRow : IDisposable
{
    /// <summary>Deeper than what can be stored.</summary>
    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    private readonly JsonDocument _document;
    private readonly byte[] _buffer;

    public ParsedRow(ReadOnlySpan<byte> json, FieldMask mask)
    {
        if (!mask.IsEmpty)
        {
            var masked = new ArrayBufferWriter<byte>(json.Length);
            DocumentShaper.WriteMasked(json, mask, masked);
            json = masked.WrittenSpan;
        }

        _buffer = SharedBytes.Rent(json.Length);
        json.CopyTo(_buffer);
        _document = JsonDocument.Parse(_buffer.AsMemory(0, json.Length), Deep);
    }

    public JsonElement Document => _document.RootElement;

    public void Dispose()
    {
        _document.Dispose();
        SharedBytes.Return(_buffer);
    }
}
