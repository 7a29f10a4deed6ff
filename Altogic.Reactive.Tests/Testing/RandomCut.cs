namespace Altogic.Reactive.Tests.Testing;

/// <summary>What a cut hits.</summary>
internal enum RandomCut
{
    One,
    All,
}
