using System.Security.Cryptography;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Digests and encodings (expressions §8.10).</summary>
internal static class DigestFunctions
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        OnText("SHA256(text)", text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))),
        OnText("MD5(text)", Md5),
        OnText("ENCODEBASE64(text)", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        OnText("DECODEBASE64(text)", Decode),
    ];

    private static FunctionDefinition OnText(string usage, Func<string, string?> body) =>
        new(usage, (in Value text) => text.Kind == ValueKind.Text ? Value.Of(body(text.Text)) : Value.Null);

#pragma warning disable CA5351 // a checksum that apps ask for by name, not a protection
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static string? Decode(string text)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(text));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
