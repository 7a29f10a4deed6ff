using System.Collections.ObjectModel;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The view model of docs/view-models.md.</summary>
public sealed class TodosViewModel : IDisposable
{
    private readonly CompositeDisposable _all = [];

    public TodosViewModel(AltogicClient client, IScheduler view)
    {
        var model = client.Db.Model<Todo>("todos");
        var todos = model.Where(t => !t.Done).OrderBy(t => t.Title).Get()
            .RefreshOn(client.Realtime.On("todos-changed"))
            .Publish().RefCount();

        State = todos.AsState(view).ToProperty(null, view);
        IsOnline = client.Realtime.ConnectionChanges.Select(_ => client.Realtime.IsConnected).ToProperty(false, view);
        Add = OperationCommand.Create<string, Todo>(
            title => model.Create(new Todo { Title = title }), view, client.Auth.SessionChanges.Select(session => session is not null));

        _all.Add(todos.BindTo(out var rows, todo => todo.Id, view));
        _all.Add(Add);
        _all.Add(State);
        _all.Add(IsOnline);
        Todos = rows;
    }

    public ReadOnlyObservableCollection<Todo> Todos { get; }       // an ItemsControl, a ListBox, a DataGrid

    public BoundProperty<LoadState<IReadOnlyList<Todo>>?> State { get; }   // "State.Value.Kind"

    public BoundProperty<bool> IsOnline { get; }                   // "IsOnline.Value"

    public OperationCommand<string, Todo> Add { get; }             // an ICommand

    public void Dispose() => _all.Dispose();
}
