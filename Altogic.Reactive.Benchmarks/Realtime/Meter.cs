using System.Diagnostics;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>Wall time, processor time and allocated bytes of this process between two moments.</summary>
internal readonly struct Meter
{
    private readonly long _started;
    private readonly TimeSpan _cpu;
    private readonly long _bytes;

    private Meter(long started, TimeSpan cpu, long bytes) => (_started, _cpu, _bytes) = (started, cpu, bytes);

    public static Meter Start()
    {
        GC.Collect();
        return new Meter(Stopwatch.GetTimestamp(), Cpu(), GC.GetTotalAllocatedBytes(true));
    }

    public Sample Stop(int count)
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var bytes = GC.GetTotalAllocatedBytes(true) - _bytes;
        return new Sample(count / seconds, (Cpu() - _cpu).TotalMicroseconds / count, (double)bytes / count);
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
