using System.Buffers;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>The documents among the arguments of a function, from the second argument on.</summary>
internal sealed class ParsedRows : IDisposable
{
    /// <summary>Deeper than what can be stored.</summary>
    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    private readonly JsonDocument?[] _documents;
    private readonly byte[]?[] _buffers;

    public ParsedRows(sqlite3_value[] arguments, FieldMask[] masks)
    {
        _documents = new JsonDocument?[masks.Length];
        _buffers = new byte[]?[masks.Length];
        for (var i = 0; i < masks.Length; i++)
            if (raw.sqlite3_value_type(arguments[i + 1]) != raw.SQLITE_NULL) Parse(i, raw.sqlite3_value_blob(arguments[i + 1]), masks[i]);
    }

    /// <summary>The document; null when there is none.</summary>
    public JsonElement? this[int index] => _documents[index]?.RootElement;

    public void Dispose()
    {
        for (var i = 0; i < _documents.Length; i++)
        {
            _documents[i]?.Dispose();
            if (_buffers[i] is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Parse(int index, ReadOnlySpan<byte> json, FieldMask mask)
    {
        if (!mask.IsEmpty)
        {
            var masked = new ArrayBufferWriter<byte>(json.Length);
            DocumentShaper.WriteMasked(json, mask, masked);
            json = masked.WrittenSpan;
        }

        var buffer = _buffers[index] = ArrayPool<byte>.Shared.Rent(json.Length);
        json.CopyTo(buffer);
        _documents[index] = JsonDocument.Parse(buffer.AsMemory(0, json.Length), Deep);
    }
}
