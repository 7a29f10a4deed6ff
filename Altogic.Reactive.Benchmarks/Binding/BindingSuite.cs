using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Benchmarks.Binding;

/// <summary>A bound list of 10,000 rows against the two ways it is written by hand: clear and add, and one call per event.</summary>
internal static class BindingSuite
{
    private const int Rows = 10_000;
    private const int Changes = 10;
    private const int Rounds = 9;

    public static async Task RunAsync()
    {
        await RefreshAsync();
        await EventsAsync();
    }

    private static async Task RefreshAsync()
    {
        var naive = new List<ViewCost>();
        var ours = new List<ViewCost>();
        using var loop = new EventLoopScheduler();
        for (var round = -2; round < Rounds; round++)
        {
            var (before, after) = (Snapshot(round * 2), Snapshot((round * 2) + 1));
            var costs = round % 2 == 0
                ? (await ClearAndAddAsync(loop, before, after), await BindAsync(loop, before, after))
                : (await BindAsync(loop, before, after), await ClearAndAddAsync(loop, before, after));
            if (round < 0) continue;
            naive.Add(round % 2 == 0 ? costs.Item1 : costs.Item2);
            ours.Add(round % 2 == 0 ? costs.Item2 : costs.Item1);
        }

        Print($"A list of {Rows} rows, {Changes} of them new (medians of {Rounds})", ("Clear and Add", naive), ("BindTo", ours));
    }

    private static async Task EventsAsync()
    {
        var naive = new List<ViewCost>();
        var ours = new List<ViewCost>();
        using var loop = new EventLoopScheduler();
        for (var round = -1; round < 3; round++)
        {
            var one = await OneByOneAsync(loop);
            var other = await BindEventsAsync(loop);
            if (round < 0) continue;
            naive.Add(one);
            ours.Add(other);
        }

        Print($"{Rows} events within a second for 500 rows (medians of 3)", ("ObserveOn, one by one", naive), ("BindTo", ours));
    }

    /// <summary>What a query gives: new instances each time, of which a few have changed.</summary>
    private static List<BenchRow> Snapshot(int version) =>
        [.. Enumerable.Range(0, Rows).Select(i => new BenchRow(i, i % (Rows / Changes) == 0 ? version : 0, "row"))];

    private static async Task<ViewCost> ClearAndAddAsync(EventLoopScheduler loop, List<BenchRow> before, List<BenchRow> after)
    {
        var view = new MeteredScheduler(loop);
        var rows = new ObservableCollection<BenchRow>(before);
        var handler = new Handler(rows, Rows + 1);
        using var lists = new Subject<List<BenchRow>>();
        using var subscription = lists.ObserveOn(view).Subscribe(list =>
        {
            rows.Clear();
            foreach (var row in list) rows.Add(row);
        });
        return await ViewCost.MeasureAsync(view, handler, () => lists.OnNext(after));
    }

    private static async Task<ViewCost> BindAsync(EventLoopScheduler loop, List<BenchRow> before, List<BenchRow> after)
    {
        var view = new MeteredScheduler(loop);
        using var lists = new Subject<Result<IReadOnlyList<BenchRow>>>();
        using var binding = lists.BindTo(out var rows, row => row.Id, view, options: new BindingOptions { FrameInterval = TimeSpan.Zero });
        var filled = new Handler(rows, Rows);
        lists.OnNext(Result.Success<IReadOnlyList<BenchRow>>(before));
        await filled.Done;
        var handler = new Handler(rows, Changes);
        return await ViewCost.MeasureAsync(view, handler, () => lists.OnNext(Result.Success<IReadOnlyList<BenchRow>>(after)));
    }

    private static async Task<ViewCost> OneByOneAsync(EventLoopScheduler loop)
    {
        var view = new MeteredScheduler(loop);
        var rows = new ObservableCollection<BenchRow>();
        var places = new Dictionary<int, int>();
        var handler = new Handler(rows, last: Rows - 1);
        using var events = new Subject<BenchRow>();
        using var subscription = events.ObserveOn(view).Subscribe(row =>
        {
            if (places.TryGetValue(row.Id, out var place))
            {
                rows[place] = row;
                return;
            }

            places.Add(row.Id, rows.Count);
            rows.Add(row);
        });
        return await ViewCost.MeasureAsync(view, handler, () => FeedAsync(events.OnNext));
    }

    private static async Task<ViewCost> BindEventsAsync(EventLoopScheduler loop)
    {
        var view = new MeteredScheduler(loop);
        using var events = new Subject<Result<BenchRow>>();
        using var binding = events.BindTo(out var rows, row => row.Id, view);
        var handler = new Handler(rows, last: Rows - 1);
        return await ViewCost.MeasureAsync(view, handler, () => FeedAsync(row => events.OnNext(Result.Success(row))));
    }

    private static async Task FeedAsync(Action<BenchRow> feed)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var sent = 0; sent < Rows;)
        {
            await timer.WaitForNextTickAsync();
            var due = Math.Min(Rows, (int)(clock.Elapsed.TotalSeconds * Rows));
            for (; sent < due; sent++) feed(new BenchRow(sent % 500, sent, "event"));
        }
    }

    private static void Print(string title, params (string Name, List<ViewCost> Costs)[] contenders)
    {
        Report.Heading(title, "contender", "notifications", "turns of the view's thread", "ms on the view's thread", "ratio", "CPU ms of the process", "ratio");
        var (view, cpu) = (Median(contenders[0].Costs, c => c.ViewMs), Median(contenders[0].Costs, c => c.CpuMs));
        foreach (var (name, costs) in contenders)
        {
            var (v, c) = (Median(costs, cost => cost.ViewMs), Median(costs, cost => cost.CpuMs));
            Report.Row(name, Median(costs, cost => cost.Notifications), Median(costs, cost => cost.Turns), v, v / view, c, c / cpu);
        }
    }

    private static double Median(List<ViewCost> costs, Func<ViewCost, double> value) => Report.Median(costs.Select(value));
}
