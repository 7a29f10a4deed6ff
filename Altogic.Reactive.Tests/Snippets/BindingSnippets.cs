using System.Collections.Specialized;
using System.ComponentModel;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Binding;
using Altogic.Reactive.Tests.Realtime;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of docs/view-models.md, compiled and run.</summary>
public sealed class BindingSnippets
{
    private AltogicBackend _backend = null!;
    private AltogicClient _client = null!;
    private EventLoopScheduler _view = null!;

    [SetUp]
    public async Task Start()
    {
        var app = new AppDefinition { Auth = new AuthDefinition { EmailVerification = false } };
        _backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { App = app });
        _client = new AltogicClient(_backend.Url, _backend.ClientKey);
        _view = new EventLoopScheduler();
        await _client.Auth.SignUpWithEmail("ada@example.com", "secret-1");
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        _view.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task ViewModel_FollowsTheBackend()
    {
        using var model = new TodosViewModel(_client, _view);
        await model.Add.CanExecuteChanges.Soon(can => can);
        await _client.Realtime.Connected();
        var shown = Observable.FromEventPattern<PropertyChangedEventArgs>(model.State, nameof(INotifyPropertyChanged.PropertyChanged))
            .Select(_ => model.State.Value).Soon(state => state?.Data?.Count == 1);

        (await model.Add.Execute("Milk")).ValueOrThrow();

        Assert.That((await shown)!.Data![0].Title, Is.EqualTo("Milk"));
    }

    [Test]
    public void WindowsForms_TakesABindingList()
    {
        var (client, view) = (_client, _view);

        var rows = new BindingList<Todo>();
        using var binding = client.Db.Model<Todo>("todos").Get().BindTo(rows, todo => todo.Id, view);

        Assert.That(rows, Is.Empty);
    }

    [Test]
    public async Task Button_IsWiredToACommand()
    {
        using var command = OperationCommand.Create<string, Todo>(
            title => _client.Db.Model<Todo>("todos").Create(new Todo { Title = title }), ImmediateScheduler.Instance);
        var button = new Button();

        Wire(button, command, () => "Milk");
        Assert.That(button.Enabled, Is.True);
        var added = command.Results.Soon();
        button.Press();

        Assert.That((await added).ValueOrThrow().Title, Is.EqualTo("Milk"));
    }

    private static void Wire(Button button, System.Windows.Input.ICommand command, Func<string> text)
    {
        void Show() => button.Enabled = command.CanExecute(text());
        command.CanExecuteChanged += (_, _) => Show();
        button.Click += (_, _) => command.Execute(text());
        Show();
    }

    /// <summary>What the snippet needs of a Windows Forms button, which this platform does not have.</summary>
    private sealed class Button
    {
        public event EventHandler? Click;

        public bool Enabled { get; set; }

        public void Press() => Click?.Invoke(this, EventArgs.Empty);
    }

    [Test]
    public async Task IncrementalLists_LoadWhenTheyAreTold()
    {
        var (client, view) = (_client, _view);
        await client.Db.Model<Todo>("todos").Create(new Todo { Title = "Milk" });

        using var todos = client.Db.Model<Todo>("todos").OrderBy(t => t.Title).Page(50).LoadOnDemand(todo => todo.Id, view);
        await todos.LoadMore();                                  // the first page; again when the user has scrolled to the end

        Assert.That((todos.Items.Count, todos.HasMore), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task Search_IsThrottledAndSwitched()
    {
        var (client, view) = (_client, _view);
        using var searchText = new Subject<string>();
        await client.Db.Model<Todo>("todos").Create(new Todo { Title = "Milk" });

        using var found = searchText
            .Throttle(TimeSpan.FromMilliseconds(300), view)
            .Select(text => client.Db.Model<Todo>("todos").Where(t => t.Title!.Contains(text)).Get())
            .Switch()
            .BindTo(out var hits, todo => todo.Id, view);

        using var changes = new Subject<Unit>();
        ((INotifyCollectionChanged)hits).CollectionChanged += (_, _) => changes.OnNext(Unit.Default);
        var first = changes.Soon();
        searchText.OnNext("il");
        await first;
        Assert.That(hits[0].Title, Is.EqualTo("Milk"));
    }

    [Test]
    public void ViewModels_AreTestedInVirtualTime()
    {
        var time = new Testing.TestScheduler();
        using var lists = new Subject<Result<IReadOnlyList<Item>>>();

        var options = new BindingOptions { BackgroundScheduler = time };
        using var binding = lists.BindTo(out var items, item => item.Id, time, options: options);
        lists.OnNext(Result.Success(Item.List("a", "b")));
        time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.That(items, Has.Count.EqualTo(2));
    }
}
