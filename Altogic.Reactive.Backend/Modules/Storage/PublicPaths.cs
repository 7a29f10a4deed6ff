using System.Buffers;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>
/// The addresses of contents. They are stored without the server's own address, which may change, and get it when they are sent; addresses
/// that clients send are looked at without it.
/// </summary>
internal static class PublicPaths
{
    public const string Prefix = "/_storage/";

    // Inside a text a quote is escaped, so these bytes can only be the member itself.
    private static readonly byte[] InDocument = "\"publicPath\":\"/_storage/"u8.ToArray();

    /// <summary>Writes JSON with complete addresses.</summary>
    public static void Write(ReadOnlySpan<byte> json, string baseUrl, IBufferWriter<byte> output)
    {
        var encoded = JsonEncodedText.Encode(baseUrl, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        while (json.IndexOf(InDocument) is var found and >= 0)
        {
            var split = found + InDocument.Length - Prefix.Length;
            output.Write(json[..split]);
            output.Write(encoded);
            json = json[split..];
        }

        output.Write(json);
    }

    /// <summary>The bucket and the file of an address; host, query and everything before the path do not matter.</summary>
    public static (string BucketId, string FileId)? Parse(string url)
    {
        var path = url.AsSpan();
        if (path.IndexOfAny('?', '#') is var end and >= 0) path = path[..end];
        var start = path.IndexOf(Prefix, StringComparison.Ordinal);
        if (start < 0) return null;
        var parts = path[(start + Prefix.Length)..].ToString().Split('/');
        return parts is [_, var bucket, var file] && ObjectId.IsValid(bucket) && ObjectId.IsValid(file)
            ? (bucket.ToLowerInvariant(), file.ToLowerInvariant())
            : null;
    }

    /// <summary>Makes addresses in a filter comparable with stored ones.</summary>
    public static Expression Localise(Expression expression) => expression switch
    {
        LiteralExpression { Value: string text } literal when text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && text.IndexOf(Prefix, StringComparison.Ordinal) is var start and > 0 => literal with { Value = text[start..] },
        ListExpression list => list with { Items = [.. list.Items.Select(Localise)] },
        UnaryExpression unary => unary with { Operand = Localise(unary.Operand) },
        BinaryExpression binary => binary with { Left = Localise(binary.Left), Right = Localise(binary.Right) },
        CallExpression call => call with { Arguments = [.. call.Arguments.Select(Localise)] },
        _ => expression,
    };
}
