using System.Reflection;
using Altogic.Reactive.Internal;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Database;

/// <summary>Creates, reads, queries, changes and deletes the objects of an app's models. Thread-safe.</summary>
public sealed class DatabaseManager
{
    private readonly DatabaseGateway _gateway;

    internal DatabaseManager(ClientContext context) => _gateway = new DatabaseGateway(context);

    /// <summary>Starts a query on a model whose objects are handled as JSON.</summary>
    /// <param name="name">A top-level model, or the dotted path of a sub-model such as <c>users.addresses</c>.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public QueryBuilder<JObject> Model(string name) => new(_gateway, Require.Text(name, nameof(name)));

    /// <summary>Starts a query on a model whose objects are read as <typeparamref name="T"/>.</summary>
    /// <param name="name">The model. The default is null: the name in the class's <see cref="ModelAttribute"/>.</param>
    /// <typeparam name="T">What the objects are read as.</typeparam>
    /// <exception cref="ArgumentException">The name is blank, or missing while the class has no <see cref="ModelAttribute"/>.</exception>
    public QueryBuilder<T> Model<T>(string? name = null)
        where T : class
    {
        name ??= typeof(T).GetCustomAttribute<ModelAttribute>()?.Name
            ?? throw new ArgumentException($"Name the model, or put [Model(\"…\")] on {typeof(T).Name}.", nameof(name));
        return new QueryBuilder<T>(_gateway, Require.Text(name, nameof(name)));
    }

    /// <summary>Asks for statistics about the database and its models. Cold.</summary>
    /// <returns>One result. The shape differs between servers, so it comes as JSON: usually a list with one entry per model (rest §7.8).</returns>
    public IObservable<Result<JToken>> GetStats() => _gateway.ReadRequired<JToken>("getStats", _gateway.Queries.GetStats);
}
