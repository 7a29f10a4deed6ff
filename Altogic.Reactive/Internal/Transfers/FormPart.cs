using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>A part of a form: a text, or a file.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Text">The text; null for a file.</param>
/// <param name="Source">The content of the file; null for a text.</param>
/// <param name="FileName">The name of the file; null for a text.</param>
/// <param name="ContentType">What the file is; null for a text.</param>
internal sealed record FormPart(string Field, string? Text = null, FileSource? Source = null, string? FileName = null, string? ContentType = null);
