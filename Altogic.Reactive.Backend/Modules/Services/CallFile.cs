namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>An uploaded file while its call lasts.</summary>
internal sealed record CallFile(string Path, string ContentType, long Size);
