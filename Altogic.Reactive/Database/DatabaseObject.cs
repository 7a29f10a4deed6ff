using Altogic.Reactive.Internal.Rest;
using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>The operations on a single object of a model or sub-model. Immutable and thread-safe.</summary>
/// <typeparam name="T">What the object is read as.</typeparam>
public sealed class DatabaseObject<T>
    where T : class
{
    private static readonly GetOptions DefaultGet = new();
    private static readonly WriteOptions DefaultWrite = new();
    private static readonly DeleteOptions DefaultDelete = new();

    private readonly DatabaseGateway _gateway;
    private readonly string _model;

    internal DatabaseObject(DatabaseGateway gateway, string model, string? id)
    {
        _gateway = gateway;
        _model = model;
        Id = id;
    }

    /// <summary>The id of the object; null when only create, set and append are meant.</summary>
    public string? Id { get; }

    private JsonSerializer Serializer => _gateway.Serializer;

    /// <summary>The same object with its answers read as another type, for example the outermost object of <see cref="WriteOptions.ReturnTop"/>.</summary>
    /// <typeparam name="TOther">What the object is read as.</typeparam>
    public DatabaseObject<TOther> As<TOther>()
        where TOther : class => new(_gateway, _model, Id);

    /// <summary>Reads the object with everything embedded in it. Cold.</summary>
    /// <param name="lookups">References to resolve. The default is null: none.</param>
    /// <param name="options">The default is null: the object is not cached.</param>
    /// <returns>One result; null when there is no such object, which is not a failure.</returns>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public IObservable<Result<T?>> Get(IEnumerable<Lookup>? lookups = null, GetOptions? options = null)
    {
        var records = lookups?.Select(lookup => Require.NotNull(lookup, nameof(lookups)).Record).ToArray();
        var body = new ObjectGetRequest(new ObjectReadOptions(WireNames.Of((options ?? DefaultGet).Cache)), RequireId(), records, _model);
        return _gateway.Read<T>("object.get", cancellation => _gateway.Objects.Get(body, cancellation));
    }

    /// <summary>Reads the object with everything embedded in it. Cold.</summary>
    /// <param name="options">Whether it is put into the cache.</param>
    /// <returns>One result; null when there is no such object, which is not a failure.</returns>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public IObservable<Result<T?>> Get(GetOptions options) => Get(null, Require.NotNull(options, nameof(options)));

    /// <summary>Creates an object of a top-level model; the server assigns the id. Cold.</summary>
    /// <param name="values">Its fields: an object of any type, an anonymous one, a dictionary or a <c>JObject</c>.</param>
    /// <param name="options">The default is null: not cached.</param>
    /// <returns>One result with the complete object as stored.</returns>
    /// <exception cref="ArgumentException">The values are not one object.</exception>
    public IObservable<Result<T>> Create(object values, WriteOptions? options = null)
    {
        var body = new ObjectCreateRequest(Require.Fields(values, nameof(values), Serializer), Wire(options), _model);
        return _gateway.Write<T>("object.create", cancellation => _gateway.Objects.Create(body, cancellation));
    }

    /// <summary>Sets the embedded object of a sub-model. Cold.</summary>
    /// <param name="values">Its fields.</param>
    /// <param name="parentId">The object that directly holds it.</param>
    /// <param name="options">The default is null: not cached, the embedded object is returned.</param>
    /// <returns>One result with the embedded object, or the outermost one.</returns>
    /// <exception cref="ArgumentException">The values are not one object, or the parent's id is blank.</exception>
    public IObservable<Result<T>> Set(object values, string parentId, WriteOptions? options = null)
    {
        var body = Child(values, parentId, options);
        return _gateway.Write<T>("object.set", cancellation => _gateway.Objects.Set(body, cancellation));
    }

    /// <summary>Adds an object at the end of a sub-model list. Cold.</summary>
    /// <param name="values">Its fields.</param>
    /// <param name="parentId">The object that directly holds the list.</param>
    /// <param name="options">The default is null: not cached, the new item is returned.</param>
    /// <returns>One result with the new item, or the outermost object.</returns>
    /// <exception cref="ArgumentException">The values are not one object, or the parent's id is blank.</exception>
    public IObservable<Result<T>> Append(object values, string parentId, WriteOptions? options = null)
    {
        var body = Child(values, parentId, options);
        return _gateway.Write<T>("object.append", cancellation => _gateway.Objects.Append(body, cancellation));
    }

    /// <summary>Deletes the object; deleting one that is not there succeeds. Cold.</summary>
    /// <param name="options">The default is null: the cache forgets the object too, nothing is returned.</param>
    /// <returns>One result: null, or the outermost object after an embedded one was deleted with <see cref="DeleteOptions.ReturnTop"/>.</returns>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public IObservable<Result<T?>> Delete(DeleteOptions? options = null)
    {
        options ??= DefaultDelete;
        var body = new ObjectDeleteRequest(new ObjectDeleteOptions(options.RemoveFromCache, options.ReturnTop), RequireId(), _model);
        return _gateway.WriteOrNull<T>("object.delete", cancellation => _gateway.Objects.Delete(body, cancellation));
    }

    /// <summary>Sets fields of the object; other fields stay. Cold.</summary>
    /// <param name="values">The fields to set; null clears a field. System fields in it are ignored.</param>
    /// <param name="options">The default is null: not cached, the object itself is returned.</param>
    /// <returns>One result with the complete object, or the outermost one.</returns>
    /// <exception cref="ArgumentException">There is no id, or the values are not one object.</exception>
    public IObservable<Result<T>> Update(object values, WriteOptions? options = null)
    {
        var body = new ObjectUpdateRequest(Require.Fields(values, nameof(values), Serializer), Wire(options), RequireId(), _model);
        return _gateway.Write<T>("object.update", cancellation => _gateway.Objects.Update(body, cancellation));
    }

    /// <summary>Applies update instructions to the object in one atomic step. Cold.</summary>
    /// <param name="updates">At least one, applied in order.</param>
    /// <returns>One result with the complete object.</returns>
    /// <exception cref="ArgumentException">There is no id or no instruction.</exception>
    public IObservable<Result<T>> UpdateFields(params FieldUpdate[] updates) => UpdateFields(updates, options: null);

    /// <summary>Applies update instructions to the object in one atomic step. Cold.</summary>
    /// <param name="updates">At least one, applied in order.</param>
    /// <param name="options">Null: not cached, the object itself is returned.</param>
    /// <returns>One result with the complete object, or the outermost one.</returns>
    /// <exception cref="ArgumentException">There is no id or no instruction.</exception>
    public IObservable<Result<T>> UpdateFields(IEnumerable<FieldUpdate> updates, WriteOptions? options)
    {
        var body = new ObjectUpdateFieldsRequest(FieldUpdate.Records(updates), Wire(options), RequireId(), _model);
        return _gateway.Write<T>("object.updateFields", cancellation => _gateway.Objects.UpdateFields(body, cancellation));
    }

    /// <summary>Applies typed update instructions to the object in one atomic step. Cold.</summary>
    /// <param name="updates">For example <c>u =&gt; u.Increment(post =&gt; post.Likes, 1)</c>.</param>
    /// <param name="options">The default is null: not cached, the object itself is returned.</param>
    /// <returns>One result with the complete object, or the outermost one.</returns>
    /// <exception cref="ArgumentException">There is no id or no instruction.</exception>
    public IObservable<Result<T>> UpdateFields(Func<FieldUpdates<T>, FieldUpdates<T>> updates, WriteOptions? options = null) =>
        UpdateFields(Require.NotNull(updates, nameof(updates))(new FieldUpdates<T>(_gateway.Literals)).Items, options);

    private static ObjectWriteOptions Wire(WriteOptions? options)
    {
        options ??= DefaultWrite;
        return new ObjectWriteOptions(WireNames.Of(options.Cache), options.ReturnTop);
    }

    private ObjectChildRequest Child(object values, string parentId, WriteOptions? options) =>
        new(Require.Fields(values, nameof(values), Serializer), Wire(options), Id, Require.Text(parentId, nameof(parentId)), _model);

    private string RequireId() => Id ?? throw new ArgumentException("This operation needs the id of an object: Object(id).");
}
