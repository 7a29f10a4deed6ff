namespace Altogic.Reactive.Tests.Testing;

/// <summary>Bytes whose number nobody can know before they are read.</summary>
internal sealed class UnseekableStream(byte[] bytes) : FaultyStream(bytes)
{
    protected override Task<int> AfterStart(CancellationToken cancellation) => Task.FromResult(0);
}
