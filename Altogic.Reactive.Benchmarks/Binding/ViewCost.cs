using System.Diagnostics;
using System.Reactive.Linq;

namespace Altogic.Reactive.Benchmarks.Binding;

/// <summary>What showing something has cost.</summary>
internal sealed record ViewCost(double Notifications, double Turns, double ViewMs, double CpuMs)
{
    public static Task<ViewCost> MeasureAsync(MeteredScheduler view, Handler handler, Action start) =>
        MeasureAsync(view, handler, () =>
        {
            start();
            return Task.CompletedTask;
        });

    public static async Task<ViewCost> MeasureAsync(MeteredScheduler view, Handler handler, Func<Task> start)
    {
        using var self = Process.GetCurrentProcess();
        view.Reset();
        var before = self.TotalProcessorTime;
        await start();
        await handler.Done;
        // the turn that told the last change is measured when it is over, which is in the turn after it
        var (turns, milliseconds) = await Observable.Start(() => (view.Turns, view.Milliseconds), view);
        self.Refresh();
        var cpu = self.TotalProcessorTime - before;
        return new ViewCost(handler.Notifications, turns, milliseconds, cpu.TotalMilliseconds);
    }
}
