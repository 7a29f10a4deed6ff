using Altogic.Reactive;

namespace Altogic_App.Client;

/// <summary>What the app does, without a console around it. Nothing is sent before somebody subscribes or awaits.</summary>
public sealed class TodoList(AltogicClient client)
{
    public IObservable<Result<Todo>> Add(string title) =>
        client.Db.Model<Todo>("todos").Create(new Todo { Title = title });

    public IObservable<Result<IReadOnlyList<Todo>>> Open() =>
        client.Db.Model<Todo>("todos").Where(todo => !todo.Done).OrderBy(todo => todo.Title).Get();

    public IObservable<Result<Greeting?>> Greet(string name) =>
        client.Endpoint.Get<Greeting>($"hello/{name}");
}
