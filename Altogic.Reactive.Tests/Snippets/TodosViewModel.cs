using System.Collections.ObjectModel;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The view model of docs/view-models.md.</summary>
public sealed class TodosViewModel : IDisposable
{
    private readonly CompositeDisposable _all = [];

    public TodosViewModel(AltogicClient client, IScheduler view)
    {
        var model = client.Db.Model<Todo>("todos");
        var changed = Observable.Merge(
            client.Realtime.On("todos-changed").Select(_ => Unit.Default),
            client.Realtime.ConnectionChanges.OfType<ConnectionState.Connected>().Select(_ => Unit.Default));   // what happened meanwhile
        var todos = model.Where(t => !t.Done).OrderBy(t => t.Title).Get().RefreshOn(changed).Replay(1).RefCount();

        State = todos.AsState(view).ToProperty(null, view);
        IsOnline = client.Realtime.ConnectionChanges.Select(_ => client.Realtime.IsConnected).ToProperty(false, view);
        Add = OperationCommand.Create<string, Todo>(
            title => model.Create(new Todo { Title = title })
                .SelectManyResult(todo => client.Realtime.Broadcast("todos-changed", todo.Id).SelectResult(_ => todo)),
            view, client.Auth.SessionChanges.Select(session => session is not null));

        _all.Add(todos.BindTo(out var rows, todo => todo.Id, view));
        _all.Add(Add);
        _all.Add(State);
        _all.Add(IsOnline);
        Todos = rows;
    }

    public ReadOnlyObservableCollection<Todo> Todos { get; }       // an ItemsControl, a ListBox, a DataGrid

    public BoundProperty<LoadState<IReadOnlyList<Todo>>?> State { get; }   // in XAML "State.Value.Kind"

    public BoundProperty<bool> IsOnline { get; }                   // in XAML "IsOnline.Value"

    public OperationCommand<string, Todo> Add { get; }             // an ICommand

    public void Dispose() => _all.Dispose();
}
