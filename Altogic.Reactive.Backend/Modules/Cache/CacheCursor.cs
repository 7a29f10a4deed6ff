using System.Buffers.Text;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>What a client hands back for the next page: the last key that the walk has seen, as text that stands in any body or URL.</summary>
internal static class CacheCursor
{
    private const int Longest = 4096;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Write(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>The key; null when the text is no cursor.</summary>
    public static string? Read(string text)
    {
        if (text.Length is 0 or > Longest || !Base64Url.IsValid(text)) return null;
        try
        {
            var key = Strict.GetString(Base64Url.DecodeFromChars(text));
            return key.Length > 0 ? key : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
