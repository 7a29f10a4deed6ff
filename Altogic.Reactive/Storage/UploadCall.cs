namespace Altogic.Reactive.Storage;

/// <summary>An upload or replacement that is ready to be sent, any number of times.</summary>
/// <param name="Name">For logs, traces and metrics.</param>
/// <param name="FileName">The name in the form.</param>
/// <param name="ContentType">The type of the content.</param>
/// <param name="Source">The content.</param>
/// <param name="Send">Sends the form.</param>
internal sealed record UploadCall(
    string Name, string FileName, string ContentType, FileSource Source, Func<HttpContent, CancellationToken, Task<HttpResponseMessage>> Send);
