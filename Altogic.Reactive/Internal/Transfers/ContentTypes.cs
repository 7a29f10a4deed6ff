using System.Net.Http.Headers;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>The content types of common files, by the ending of the name.</summary>
internal static class ContentTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".css"] = "text/css",
        [".csv"] = "text/csv",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".gif"] = "image/gif",
        [".gz"] = "application/gzip",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".ico"] = "image/x-icon",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".md"] = "text/markdown",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".ogg"] = "audio/ogg",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain",
        [".wav"] = "audio/wav",
        [".webm"] = "video/webm",
        [".webp"] = "image/webp",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".xml"] = "application/xml",
        [".zip"] = "application/zip",
    };

    public static string Of(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        return dot >= 0 && ByEnding.TryGetValue(fileName.Substring(dot), out var type) ? type : Unknown;
    }

    /// <exception cref="ArgumentException">It is no content type.</exception>
    public static string Check(string contentType, string parameter) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && IsHeaderText(contentType)
            ? type.ToString()
            : throw new ArgumentException($"'{contentType}' is not a content type such as image/png.", parameter);

    private static bool IsHeaderText(string text)
    {
        foreach (var character in text)
            if (character is < ' ' or > '~') return false;
        return true;
    }
}
