using Altogic.Reactive.Backend.Modules;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>Content types as they are stored and sent back: nothing that could not stand in a header.</summary>
internal static class ContentTypeText
{
    private const string Unknown = "application/octet-stream";
    private const int Longest = 255;
    private static readonly FileExtensionContentTypeProvider Endings = new();

    /// <exception cref="ApiException">400 when it is no content type.</exception>
    public static string? Checked(string? type)
    {
        if (string.IsNullOrWhiteSpace(type)) return null;
        return IsValid(type) ? type : throw FieldErrors.Invalid("contentType", "The content type has to look like image/png.");
    }

    /// <summary>The type that came with a part of a form; else the one that the ending of the name tells.</summary>
    public static string OfPart(string? type, string fileName) =>
        !string.IsNullOrWhiteSpace(type) && IsValid(type) ? type : Endings.TryGetContentType(fileName, out var known) ? known : Unknown;

    private static bool IsValid(string type) =>
        type.Length <= Longest && type.All(c => c is >= ' ' and <= '~') && MediaTypeHeaderValue.TryParse(type, out var parsed) && !parsed.MatchesAllTypes;
}
