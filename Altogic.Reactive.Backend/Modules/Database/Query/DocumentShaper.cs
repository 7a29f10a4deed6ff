using System.Buffers;
using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>
/// Writes stored documents as answers: masked fields left out, looked-up objects put in. Values are copied as they stand;
/// a document that needs neither is not even read.
/// </summary>
internal sealed class DocumentShaper(FieldMask mask, IReadOnlyList<ShapedLookup> lookups)
{
    // Deeper than what can be stored.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    /// <summary>Copies documents.</summary>
    public static DocumentShaper Plain { get; } = new(new FieldMask(), []);

    /// <summary>Writes the document in the first column of the row; the lookups' columns follow in their order.</summary>
    public void Write(RawStatement row, IBufferWriter<byte> output)
    {
        var document = row.Utf8(0);
        if (lookups.Count == 0 && mask.IsEmpty)
        {
            output.Write(document);
            return;
        }

        var reader = new Utf8JsonReader(document, Options);
        reader.Read();
        output.Write("{"u8);
        var any = CopyMembers(ref reader, document, mask, lookups, output);
        for (var i = 0; i < lookups.Count; i++)
        {
            if (row.IsNull(i + 1) || lookups[i].IsOmitted) continue;
            if (any) output.Write(","u8);
            output.Write(lookups[i].Prefix);
            WriteMasked(row.Utf8(i + 1), lookups[i].Mask, output);
            any = true;
        }

        output.Write("}"u8);
    }

    /// <summary>Writes one JSON value without the masked fields.</summary>
    public static void WriteMasked(ReadOnlySpan<byte> json, FieldMask mask, IBufferWriter<byte> output)
    {
        if (mask.IsEmpty)
        {
            output.Write(json);
            return;
        }

        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        CopyMasked(ref reader, json, mask, output);
    }

    private static bool CopyMembers(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldMask mask, IReadOnlyList<ShapedLookup> lookups, IBufferWriter<byte> output)
    {
        var any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var entry = mask.Find(reader);
            var skip = entry is { Inner: null } || IsReplaced(reader, lookups);
            reader.Read();
            if (skip)
            {
                reader.Skip();
                continue;
            }

            if (any) output.Write(","u8);
            any = true;
            if (entry is null || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                reader.Skip();
                output.Write(json[start..(int)reader.BytesConsumed]);
                continue;
            }

            output.Write(json[start..(int)reader.TokenStartIndex]);
            CopyMasked(ref reader, json, entry.Inner!, output);
        }

        return any;
    }

    private static void CopyMasked(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldMask mask, IBufferWriter<byte> output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                output.Write("{"u8);
                CopyMembers(ref reader, json, mask, [], output);
                output.Write("}"u8);
                break;
            case JsonTokenType.StartArray:
                output.Write("["u8);
                for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
                {
                    if (!first) output.Write(","u8);
                    CopyMasked(ref reader, json, mask, output);
                }

                output.Write("]"u8);
                break;
            default:
                output.Write(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
                break;
        }
    }

    private static bool IsReplaced(in Utf8JsonReader reader, IReadOnlyList<ShapedLookup> lookups)
    {
        for (var i = 0; i < lookups.Count; i++)
            if (reader.ValueTextEquals(lookups[i].Utf8Name)) return true;
        return false;
    }
}

/// <summary>Where a looked-up object goes, and what it loses on the way.</summary>
internal sealed class ShapedLookup(string name, FieldMask mask, bool isOmitted)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>The name as a JSON member, colon included.</summary>
    public byte[] Prefix { get; } = [.. JsonSerializer.SerializeToUtf8Bytes(name), (byte)':'];

    public FieldMask Mask { get; } = mask;

    public bool IsOmitted { get; } = isOmitted;
}
