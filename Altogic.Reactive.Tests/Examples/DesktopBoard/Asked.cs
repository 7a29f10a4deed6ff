using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

/// <summary>A cold operation that somebody has subscribed to, and the answers the test gives.</summary>
internal sealed class Asked<TWhat, TAnswer>(TWhat what)
{
    private readonly Subject<TAnswer> _answers = new();

    public TWhat What { get; } = what;

    public bool IsObserved => _answers.HasObservers;

    public IObservable<TAnswer> Answers => _answers.AsObservable();

    /// <summary>Gives the one answer there is.</summary>
    public void Answer(TAnswer answer)
    {
        Report(answer);
        _answers.OnCompleted();
    }

    /// <summary>Gives one of several.</summary>
    public void Report(TAnswer answer) => _answers.OnNext(answer);
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
