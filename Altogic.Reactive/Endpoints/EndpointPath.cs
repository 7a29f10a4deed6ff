using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Altogic.Reactive.Endpoints;

/// <summary>
/// Where an endpoint is, below the environment's address. Text is taken as it is; of an interpolated text such as
/// <c>$"users/{id}/orders"</c> each hole becomes percent-encoded, so that a value cannot change which path is asked.
/// </summary>
/// <remarks>
/// Needs C# 10. Older compilers pass a plain string instead, and nothing is encoded. The same holds for text that is joined or formatted
/// beforehand, so write the interpolated text in the call.
/// </remarks>
[InterpolatedStringHandler]
public sealed class EndpointPath
{
    private static readonly char[] QuestionMark = ['?'];
    private static readonly char[] Hash = ['#'];

    private readonly StringBuilder _text;
    private bool _isQuery;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">The length of the text between the holes.</param>
    /// <param name="formattedCount">The number of holes.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EndpointPath(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>A path that is text already; a slash at its beginning and white space around it do not matter.</summary>
    /// <param name="path">Percent-encode what needs it.</param>
    /// <exception cref="ArgumentNullException">The path is null.</exception>
    public static implicit operator EndpointPath(string path)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        var made = new EndpointPath(path.Length, 0);
        made.AppendLiteral(path);
        return made;
    }

    /// <summary>Called by the compiler for the text between the holes.</summary>
    /// <param name="value">The text.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string value)
    {
        _text.Append(value);
        _isQuery |= value.IndexOfAny(QuestionMark) >= 0;
    }

    /// <summary>Called by the compiler for a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is null, empty or dots, which would change the path.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<TValue>(TValue value) => AppendFormatted(value, format: null);

    /// <summary>Called by the compiler for a value with a format.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="ArgumentException">The value is null, empty or dots, which would change the path.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<TValue>(TValue value, string? format)
    {
        var text = value switch
        {
            bool flag => flag ? "true" : "false",
            IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
            _ => value?.ToString(),
        };
        if (!_isQuery && text is null or "" or "." or "..") throw new ArgumentException($"'{text}' cannot be part of a path.", nameof(value));
        _text.Append(Uri.EscapeDataString(text ?? ""));
    }

    /// <summary>The path as it is sent.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>The path without its leading slash, and the query that is written in it.</summary>
    /// <exception cref="ArgumentException">There is no path, or it has a fragment.</exception>
    internal (string Path, string Query) Split()
    {
        var text = ToString().Trim();
        if (text.Length == 0) throw new ArgumentException("The path is missing.", "path");
        if (text.IndexOfAny(Hash) >= 0) throw new ArgumentException("A path has no fragment: write %23 for #.", "path");
        if (text[0] == '/') text = text.Substring(1);
        var question = text.IndexOf('?');
        return question < 0 ? (text, "") : (text.Substring(0, question), text.Substring(question + 1));
    }
}
