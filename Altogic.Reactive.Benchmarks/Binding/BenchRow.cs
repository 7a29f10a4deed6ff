namespace Altogic.Reactive.Benchmarks.Binding;

internal sealed record BenchRow(int Id, int Version, string Text);
