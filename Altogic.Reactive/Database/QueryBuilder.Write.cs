using System.Reactive.Linq;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Database;

public sealed partial class QueryBuilder<T>
{
    /// <summary>Creates an object of a top-level model. Cold. Uses omit.</summary>
    /// <param name="values">Its fields: an object of any type, an anonymous one, a dictionary or a <c>JObject</c>.</param>
    /// <returns>One result with the complete object as stored.</returns>
    /// <exception cref="ArgumentException">The values are not one object.</exception>
    public IObservable<Result<T>> Create(object values)
    {
        var body = new CreateRequest(Require.Fields(values, nameof(values), _gateway.Serializer), _query, _model);
        return _gateway.Write<T>("create", cancellation => _gateway.Queries.Create(body, cancellation));
    }

    /// <summary>Creates several objects of a top-level model, all or none. Cold. Uses omit.</summary>
    /// <param name="values">The objects, at least one.</param>
    /// <returns>One result with the complete objects in the same order.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IObservable<Result<IReadOnlyList<T>>> Create(IEnumerable<T> values) => CreateMany(values);

    /// <summary>Creates several objects of a top-level model, all or none. Cold. Uses omit.</summary>
    /// <param name="values">The objects, of any type, at least one.</param>
    /// <returns>One result with the complete objects in the same order.</returns>
    /// <exception cref="ArgumentException">There is none, or one is not an object.</exception>
    public IObservable<Result<IReadOnlyList<T>>> CreateMany(IEnumerable<object> values)
    {
        var body = new CreateRequest(ManyFields(values), _query, _model);
        return WriteItems("create", cancellation => _gateway.Queries.Create(body, cancellation));
    }

    /// <summary>Sets the embedded object of a sub-model. Cold. Uses omit.</summary>
    /// <param name="values">Its fields.</param>
    /// <param name="parentId">The object that directly holds it.</param>
    /// <param name="returnTop">Whether to answer with the outermost object; read it with <see cref="As{TOther}"/>. The default is false.</param>
    /// <returns>One result with the embedded object, or the outermost one.</returns>
    /// <exception cref="ArgumentException">The values are not one object, or the id is blank.</exception>
    public IObservable<Result<T>> Set(object values, string parentId, bool returnTop = false)
    {
        var body = Child(Require.Fields(values, nameof(values), _gateway.Serializer), parentId, returnTop);
        return _gateway.Write<T>("set", cancellation => _gateway.Queries.Set(body, cancellation));
    }

    /// <summary>Adds an object at the end of a sub-model list. Cold. Uses omit.</summary>
    /// <param name="values">Its fields; with <paramref name="returnTop"/> also a list of objects.</param>
    /// <param name="parentId">The object that directly holds the list.</param>
    /// <param name="returnTop">Whether to answer with the outermost object; read it with <see cref="As{TOther}"/>. The default is false.</param>
    /// <returns>One result with the new item, or the outermost object.</returns>
    /// <exception cref="ArgumentException">The values are not one object, or the id is blank.</exception>
    public IObservable<Result<T>> Append(object values, string parentId, bool returnTop = false)
    {
        Require.NotNull(values, nameof(values));
        var fields = returnTop && Require.IsList(values, _gateway.Serializer) ? values : Require.Fields(values, nameof(values), _gateway.Serializer);
        var body = Child(fields, parentId, returnTop);
        return _gateway.Write<T>("append", cancellation => _gateway.Queries.Append(body, cancellation));
    }

    /// <summary>Adds several objects at the end of a sub-model list, all or none. Cold. Uses omit.</summary>
    /// <param name="values">The objects, at least one.</param>
    /// <param name="parentId">The object that directly holds the list.</param>
    /// <returns>One result with the new items in the same order.</returns>
    /// <exception cref="ArgumentException">There is none, or the id is blank.</exception>
    public IObservable<Result<IReadOnlyList<T>>> Append(IEnumerable<T> values, string parentId) => AppendMany(values, parentId);

    /// <summary>Adds several objects at the end of a sub-model list, all or none. Cold. Uses omit.</summary>
    /// <param name="values">The objects, of any type, at least one.</param>
    /// <param name="parentId">The object that directly holds the list.</param>
    /// <returns>One result with the new items in the same order.</returns>
    /// <exception cref="ArgumentException">There is none, one is not an object, or the id is blank.</exception>
    public IObservable<Result<IReadOnlyList<T>>> AppendMany(IEnumerable<object> values, string parentId)
    {
        var body = Child(ManyFields(values), parentId, returnTop: false);
        return WriteItems("append", cancellation => _gateway.Queries.Append(body, cancellation));
    }

    /// <summary>Sets fields of every object that matches the filter, in one transaction; other fields stay. Cold.</summary>
    /// <param name="values">The fields to set; null clears a field.</param>
    /// <returns>One result with the numbers of matched and changed objects; no match is a success.</returns>
    /// <exception cref="ArgumentException">The values are not one object, or there is no filter. To change everything, say so with
    /// <c>Where(_ =&gt; true)</c>.</exception>
    public IObservable<Result<UpdateInfo>> Update(object values)
    {
        RequireFilter();
        var body = new UpdateRequest(Require.Fields(values, nameof(values), _gateway.Serializer), _query, _model);
        return _gateway.Write<UpdateInfo>("update", cancellation => _gateway.Queries.Update(body, cancellation));
    }

    /// <summary>Applies update instructions, each atomic, to every object that matches the filter. Cold.</summary>
    /// <param name="updates">At least one, applied in order.</param>
    /// <returns>One result with the numbers of matched and changed objects; no match is a success.</returns>
    /// <exception cref="ArgumentException">There is no instruction or no filter.</exception>
    public IObservable<Result<UpdateInfo>> UpdateFields(params FieldUpdate[] updates)
    {
        RequireFilter();
        var body = new UpdateFieldsRequest(FieldUpdate.Records(updates), _query, _model);
        return _gateway.Write<UpdateInfo>("updateFields", cancellation => _gateway.Queries.UpdateFields(body, cancellation));
    }

    /// <summary>Applies typed update instructions, each atomic, to every object that matches the filter. Cold.</summary>
    /// <param name="updates">For example <c>u =&gt; u.Increment(post =&gt; post.Likes, 1).Push(post =&gt; post.Tags, "hot")</c>.</param>
    /// <returns>One result with the numbers of matched and changed objects; no match is a success.</returns>
    /// <exception cref="ArgumentException">There is no instruction or no filter.</exception>
    public IObservable<Result<UpdateInfo>> UpdateFields(Func<FieldUpdates<T>, FieldUpdates<T>> updates) =>
        UpdateFields([.. Require.NotNull(updates, nameof(updates))(new FieldUpdates<T>(_gateway.Literals)).Items]);

    /// <summary>Deletes every object that matches the filter. Cold.</summary>
    /// <returns>One result with the numbers of matched and deleted objects; no match is a success.</returns>
    /// <exception cref="ArgumentException">There is no filter. To delete everything, say so with <c>Where(_ =&gt; true)</c>.</exception>
    public IObservable<Result<DeleteInfo>> Delete()
    {
        RequireFilter();
        var body = new QueryRequest(_query, _model);
        return _gateway.Write<DeleteInfo>("delete", cancellation => _gateway.Queries.Delete(body, cancellation));
    }

    private object[] ManyFields(IEnumerable<object> values) =>
        [.. Require.Items(values, nameof(values)).Select(item => Require.Fields(item, nameof(values), _gateway.Serializer))];

    private ChildRequest Child(object values, string parentId, bool returnTop) =>
        new(values, Require.Text(parentId, nameof(parentId)), returnTop, _query, _model);

    private IObservable<Result<IReadOnlyList<T>>> WriteItems(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        _gateway.WriteOrNull<ListAnswer<T>>(name, send).Select(result => result.Map(ItemsOf));

    private void RequireFilter()
    {
        if (string.IsNullOrWhiteSpace(_query.Expression))
            throw new ArgumentException("A filter is missing, and without one every object would be hit. If that is meant, add Where(_ => true).");
    }
}
