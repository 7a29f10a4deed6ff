using System.Reactive;
using System.Reactive.Concurrency;

namespace Altogic.Reactive;

/// <summary>Makes commands whose execution is an operation.</summary>
public static class OperationCommand
{
    /// <summary>A command with a parameter.</summary>
    /// <param name="operation">Makes the operation; called at each execution.</param>
    /// <param name="scheduler">Where results and changes are told: that of the view.</param>
    /// <param name="canExecute">Whether the command may be executed; not before its first value. The default is null: always.</param>
    /// <exception cref="ArgumentNullException">The operation or the scheduler is null.</exception>
    public static OperationCommand<TParameter, TResult> Create<TParameter, TResult>(
        Func<TParameter, IObservable<Result<TResult>>> operation, IScheduler scheduler, IObservable<bool>? canExecute = null)
    {
        if (operation is null) throw new ArgumentNullException(nameof(operation));
        if (scheduler is null) throw new ArgumentNullException(nameof(scheduler));
        return new OperationCommand<TParameter, TResult>(operation, scheduler, canExecute);
    }

    /// <summary>A command without a parameter; whatever a view passes is ignored.</summary>
    /// <param name="operation">Makes the operation; called at each execution.</param>
    /// <param name="scheduler">Where results and changes are told: that of the view.</param>
    /// <param name="canExecute">Whether the command may be executed; not before its first value. The default is null: always.</param>
    /// <exception cref="ArgumentNullException">The operation or the scheduler is null.</exception>
    public static OperationCommand<Unit, TResult> Create<TResult>(
        Func<IObservable<Result<TResult>>> operation, IScheduler scheduler, IObservable<bool>? canExecute = null)
    {
        if (operation is null) throw new ArgumentNullException(nameof(operation));
        return Create<Unit, TResult>(_ => operation(), scheduler, canExecute);
    }

    /// <summary>Executes a command without a parameter, as <see cref="OperationCommand{TParameter,TResult}.Execute"/>. Cold.</summary>
    /// <param name="command">The command.</param>
    public static IObservable<Result<TResult>> Execute<TResult>(this OperationCommand<Unit, TResult> command)
    {
        if (command is null) throw new ArgumentNullException(nameof(command));
        return command.Execute(Unit.Default);
    }
}
