namespace Altogic.Reactive.Tests.Testing;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("altogic-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
