using System.Text;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>A success that is text: in the character set that it names, else in UTF-8. A byte order mark is no part of it.</summary>
internal sealed class TextAnswer : IAnswer<string>
{
    public static readonly TextAnswer Instance = new();

    public async Task<string> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation)
    {
        using var body = await PooledBody.ReadAsync(response.Content, limit, cancellation).ConfigureAwait(false);
        var encoding = Find(response.Content?.Headers.ContentType?.CharSet);
        try
        {
            var bytes = body.ToArray();
            var text = encoding.GetString(bytes);
            return text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"The answer is not {encoding.WebName} text.", exception);
        }
    }

    private static Encoding Find(string? name)
    {
        try
        {
            return Encoding.GetEncoding(
                string.IsNullOrEmpty(name) ? "utf-8" : name!.Trim('"'), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"The answer is in the character set {name}, which is not known here.", exception);
        }
    }
}
