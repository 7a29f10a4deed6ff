using System.Reactive.Linq;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

/// <summary>A cold operation that somebody has subscribed to, and the answers the test gives.</summary>
internal sealed class Asked<TWhat, TAnswer>(TWhat what)
{
    private IObserver<TAnswer>? _observer;

    public TWhat What { get; } = what;

    public bool IsObserved => _observer is not null;

    public IObservable<TAnswer> Answers => Observable.Create<TAnswer>(observer =>
    {
        _observer = observer;
        return () => _observer = null;
    });

    /// <summary>Gives the one answer there is.</summary>
    public void Answer(TAnswer answer)
    {
        Report(answer);
        _observer?.OnCompleted();
    }

    /// <summary>Gives one of several.</summary>
    public void Report(TAnswer answer) => _observer?.OnNext(answer);
}

internal static class Asked
{
    public static IObservable<TAnswer> Of<TWhat, TAnswer>(List<Asked<TWhat, TAnswer>> asked, TWhat what) => Observable.Defer(() =>
    {
        var operation = new Asked<TWhat, TAnswer>(what);
        asked.Add(operation);
        return operation.Answers;
    });
}
