using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using System.Windows.Input;

namespace Altogic.Reactive.Tests.Binding;

public sealed class OperationCommandTests
{
    private readonly List<string> _calls = [];
    private ViewFixture _view = null!;
    private Subject<Result<int>> _answer = null!;
    private OperationCommand<string, int> _command = null!;

    [SetUp]
    public void SetUp()
    {
        _view = new ViewFixture();
        _answer = new Subject<Result<int>>();
        _calls.Clear();
        _command = OperationCommand.Create<string, int>(Save, _view.View);
    }

    [TearDown]
    public void TearDown()
    {
        _command.Dispose();
        _answer.Dispose();
    }

    [Test]
    public void Execute_IsCold_AndGivesWhatTheOperationGives()
    {
        var execution = _command.Execute("a");
        Assert.That(_calls, Is.Empty);
        var seen = new List<(Notification<Result<int>>, bool)>();
        using var subscription = execution.Materialize().Subscribe(n => seen.Add((n, _view.View.IsInside)));
        Assert.That(_calls, Is.EqualTo(new[] { "a" }));
        Assert.That((_command.IsExecuting, _command.CanExecute), Is.EqualTo((true, false)));

        Answer(7);

        Assert.That(seen.Select(n => n.Item1.Kind), Is.EqualTo(new[] { NotificationKind.OnNext, NotificationKind.OnCompleted }));
        Assert.That(seen[0].Item1.Value.Data, Is.EqualTo(7));
        Assert.That(seen.Select(n => n.Item2), Is.All.True);
        Assert.That((_command.IsExecuting, _command.CanExecute), Is.EqualTo((false, true)));
    }

    [Test]
    public void View_ExecutesIt_AndTheResultComesInResults()
    {
        ICommand command = _command;
        var results = new List<(int, bool)>();
        using var subscription = _command.Results.Subscribe(result => results.Add((result.Data, _view.View.IsInside)));
        var told = new List<bool>();
        command.CanExecuteChanged += (_, _) =>
        {
            Assert.That(_view.View.IsInside, Is.True);
            told.Add(command.CanExecute("a"));
        };

        command.Execute("a");
        _view.Pass();
        Assert.That(told, Is.EqualTo(new[] { false }));
        Answer(7);

        Assert.That(told, Is.EqualTo(new[] { false, true }));
        Assert.That(results, Is.EqualTo(new[] { (7, true) }));
    }

    [Test]
    public void WhileExecuting_ItIsRefused()
    {
        using var first = _command.Execute("a").Subscribe();
        Result<int>? refused = null;
        using var second = _command.Execute("b").Subscribe(result => refused = result);
        ((ICommand)_command).Execute("c");
        _view.Pass();

        Assert.That(refused!.Errors!.HasCode(ErrorCodes.CannotExecute), Is.True);
        Assert.That(_calls, Is.EqualTo(new[] { "a" }));
        Assert.That(_command.IsExecuting, Is.True, "the first one goes on");
    }

    [Test]
    public void Changes_AreReplayedAndDistinct()
    {
        var executing = new List<bool>();
        var executable = new List<bool>();
        using var one = _command.ExecutingChanges.Subscribe(executing.Add);
        using var two = _command.CanExecuteChanges.Subscribe(executable.Add);
        _view.Pass();
        using var execution = _command.Execute("a").Subscribe();
        Answer(1);

        Assert.That(executing, Is.EqualTo(new[] { false, true, false }));
        Assert.That(executable, Is.EqualTo(new[] { true, false, true }));
    }

    [Test]
    public void CanExecute_IsAStream_AndNothingMayRunBeforeItsFirstValue()
    {
        using var allowed = new Subject<bool>();
        using var command = OperationCommand.Create<string, int>(Save, _view.View, allowed);
        var raised = 0;
        command.CanExecuteChanged += (_, _) => raised++;
        Assert.That(command.CanExecute, Is.False);
        allowed.OnNext(true);
        Assert.That(command.CanExecute, Is.True);
        allowed.OnNext(true);
        _view.Pass();
        Assert.That(raised, Is.EqualTo(1));

        using var execution = command.Execute("a").Subscribe();
        allowed.OnNext(false);
        Answer(1);
        Assert.That((command.IsExecuting, command.CanExecute), Is.EqualTo((false, false)));
    }

    [Test]
    public void Parameter_OfTheWrongKind_IsNoReasonToCallTheOperation()
    {
        ICommand command = _command;
        Assert.That((command.CanExecute(5), command.CanExecute("a"), command.CanExecute(null)), Is.EqualTo((false, true, true)));
        Assert.That(() => command.Execute(5), Throws.ArgumentException);

        using var numbers = OperationCommand.Create<int, int>(_ => _answer, _view.View);
        Assert.That(((ICommand)numbers).CanExecute(null), Is.False, "views ask before their parameter is bound");

        using var nothing = OperationCommand.Create(() => _answer, _view.View);
        Assert.That((((ICommand)nothing).CanExecute("anything"), ((ICommand)nothing).CanExecute(null)), Is.EqualTo((true, true)));
        using var execution = nothing.Execute().Subscribe();
        Assert.That(nothing.IsExecuting, Is.True);
    }

    [Test]
    public void DisposedExecution_IsCancelled_AndTheCommandIsFree()
    {
        _command.Execute("a").Subscribe().Dispose();
        Assert.That(_answer.HasObservers, Is.False);
        Assert.That((_command.IsExecuting, _command.CanExecute), Is.EqualTo((false, true)));
    }

    [Test]
    public void OperationThatThrows_IsABug_AndTheCommandIsFree()
    {
        using var command = OperationCommand.Create<string, int>(_ => throw new InvalidOperationException("broken"), _view.View);
        Exception? seen = null;
        using var execution = command.Execute("a").Subscribe(_ => { }, error => seen = error);
        _view.Pass();
        Assert.That(seen, Is.InstanceOf<InvalidOperationException>());
        Assert.That(command.CanExecute, Is.True);

        ((ICommand)command).Execute("a");
        _view.Pass();
        Assert.That(_view.Uncaught, Is.EqualTo(new[] { "broken" }), "told on the scheduler");
    }

    [Test]
    public void Disposed_CancelsWhatRuns_AndCompletesTheStreams()
    {
        using var allowed = new BehaviorSubject<bool>(true);
        var command = OperationCommand.Create<string, int>(Save, _view.View, allowed);
        var raised = 0;
        command.CanExecuteChanged += (_, _) => raised++;
        var isCompleted = false;
        using var results = command.Results.Subscribe(_ => { }, () => isCompleted = true);
        var seen = new List<NotificationKind>();
        using var execution = command.Execute("a").Materialize().Subscribe(n => seen.Add(n.Kind));
        command.Dispose();
        command.Dispose();
        _view.Pass();

        Assert.That((_answer.HasObservers, allowed.HasObservers, command.CanExecute, isCompleted, raised), Is.EqualTo((false, false, false, true, 0)));
        using var again = command.Execute("b").Materialize().Subscribe(n => seen.Add(n.Kind));
        _view.Pass();
        Assert.That(seen, Is.EqualTo(new[] { NotificationKind.OnCompleted, NotificationKind.OnCompleted }));
        Assert.That(_calls, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Disposed_WhileItIsExecuted_NeedsNobodyWhoHandlesErrors()
    {
        using var execution = _command.Execute("a").Subscribe();
        _command.Dispose();
        using var late = _command.Execute("b").Subscribe();
        _view.Pass();
        Assert.That(_view.Uncaught, Is.Empty);
        Assert.That((_answer.HasObservers, _calls.Count), Is.EqualTo((false, 1)));
    }

    [Test]
    public void Disposed_WhileAResultIsOnItsWay_GivesNone()
    {
        var seen = new List<NotificationKind>();
        using var execution = _command.Execute("a").Materialize().Subscribe(n => seen.Add(n.Kind));
        using var results = _command.Results.Materialize().Subscribe(n => seen.Add(n.Kind));
        var states = 0;
        using var changes = _command.ExecutingChanges.Merge(_command.CanExecuteChanges).Subscribe(_ => states++);
        _answer.OnNext(Result.Success(1));
        _command.Dispose();
        _view.Pass();
        Assert.That(seen, Is.EqualTo(new[] { NotificationKind.OnCompleted, NotificationKind.OnCompleted }));
        Assert.That(states, Is.Zero);
    }

    [Test]
    public void Disposed_WhileItIsAwaited_ThrowsThere()
    {
        var task = _command.Execute("a").ToTask();
        _command.Dispose();
        _view.Pass();
        Assert.That(() => task, Throws.InvalidOperationException);
    }

    [Test]
    public void Disposed_WhileAViewExecutesIt_IsQuiet()
    {
        ((ICommand)_command).Execute("a");
        _command.Dispose();
        _view.Pass();
        Assert.That(_view.Uncaught, Is.Empty);
        Assert.That(_answer.HasObservers, Is.False);
    }

    [Test]
    public async Task OnRealThreads_ItCanBeExecutedAgainRightAfterwards()
    {
        using var command = OperationCommand.Create<string, int>(
            _ => Observable.Return(Result.Success(1), System.Reactive.Concurrency.TaskPoolScheduler.Default),
            System.Reactive.Concurrency.TaskPoolScheduler.Default);
        for (var i = 0; i < 200; i++)
            Assert.That((await command.Execute("a").ToTask().WaitAsync(TimeSpan.FromSeconds(60))).IsSuccess, Is.True);
    }

    [Test]
    public void Arguments_AreChecked()
    {
        Assert.That(() => OperationCommand.Create<string, int>(null!, _view.View), Throws.ArgumentNullException);
        Assert.That(() => OperationCommand.Create<string, int>(Save, null!), Throws.ArgumentNullException);
        Assert.That(() => OperationCommand.Create((Func<IObservable<Result<int>>>)null!, _view.View), Throws.ArgumentNullException);
    }

    private IObservable<Result<int>> Save(string text)
    {
        _calls.Add(text);
        return _answer;
    }

    private void Answer(int value)
    {
        _answer.OnNext(Result.Success(value));
        _answer.OnCompleted();
        _view.Pass();
    }
}
