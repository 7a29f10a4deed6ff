namespace Altogic.Reactive.Benchmarks;

/// <summary>A temporary folder that is gone when the suite is over.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("altogic-bench").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
