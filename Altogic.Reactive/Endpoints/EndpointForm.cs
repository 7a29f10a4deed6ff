using Altogic.Reactive.Internal.Transfers;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Endpoints;

/// <summary>
/// A multipart form with texts and files, as the body of a call. The files are streamed from where they are. Immutable: each method gives
/// a new form.
/// </summary>
public sealed class EndpointForm
{
    private readonly IReadOnlyList<FormPart> _parts;

    private EndpointForm(IReadOnlyList<FormPart> parts) => _parts = parts;

    /// <summary>A form without parts.</summary>
    public static EndpointForm Empty { get; } = new([]);

    /// <summary>Whether every file can be read a second time, for another subscription or a repeated attempt.</summary>
    internal bool CanReadAgain => _parts.All(part => part.Source?.CanReadAgain ?? true);

    /// <summary>Adds a text.</summary>
    /// <param name="field">The name of the field.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The field is blank, or the text null.</exception>
    public EndpointForm AddText(string field, string value) =>
        Add(new FormPart(Named(field), value ?? throw new ArgumentNullException(nameof(value))));

    /// <summary>Adds a file.</summary>
    /// <param name="field">The name of the field; the official SDK calls it <c>file</c>.</param>
    /// <param name="content">A stream, bytes, or <see cref="FileSource.FromFile"/>.</param>
    /// <param name="fileName">The name of the file.</param>
    /// <param name="contentType">The default is null: what the ending of the name says.</param>
    /// <exception cref="ArgumentException">A name is blank, the content null, or the content type none.</exception>
    public EndpointForm AddFile(string field, FileSource content, string fileName, string? contentType = null)
    {
        if (content is null) throw new ArgumentNullException(nameof(content));
        if (string.IsNullOrWhiteSpace(fileName)) throw new ArgumentException("The name of the file is missing.", nameof(fileName));
        var type = contentType is null ? ContentTypes.Of(fileName) : ContentTypes.Check(contentType, nameof(contentType));
        return Add(new FormPart(Named(field), Text: null, content, fileName, type));
    }

    /// <summary>The form as it is sent once.</summary>
    internal HttpContent ToContent(TransferMeter meter, CancellationToken attempt) => new FormContent(_parts, meter, attempt);

    private static string Named(string field) =>
        string.IsNullOrWhiteSpace(field) ? throw new ArgumentException("The name of the field is missing.", nameof(field)) : field;

    private EndpointForm Add(FormPart part) => new([.. _parts, part]);
}
