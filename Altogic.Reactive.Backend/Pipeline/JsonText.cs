using System.Text.Encodings.Web;
using System.Text.Json;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>How the API writes JSON.</summary>
internal static class JsonText
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Other alphabets stay readable; safe, since answers are never sniffed as HTML.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
