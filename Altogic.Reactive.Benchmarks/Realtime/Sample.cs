namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>One round of one contender.</summary>
internal readonly record struct Sample(double PerSecond, double CpuMicroseconds, double Bytes);
