using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Database;

/// <summary>Brings an object of another model into the result, before filter and sort (db-query §2.3). Immutable.</summary>
public sealed class Lookup
{
    private Lookup(LookupRecord record) => Record = record;

    internal LookupRecord Record { get; }

    /// <summary>Replaces the id in a reference field by the object it points to; a dangling reference disappears.</summary>
    /// <param name="field">A reference field of the queried model.</param>
    public static Lookup Field(string field) => new(new LookupRecord(Field: Require.Text(field, nameof(field))));

    /// <summary>Adds the first object of another model that meets a condition as a new field.</summary>
    /// <param name="name">The new field; it must differ from every field of the model.</param>
    /// <param name="modelName">The model to search.</param>
    /// <param name="query">A condition on <c>this</c> and <c>lookup</c>, for example <c>this._id == lookup.author</c>.</param>
    public static Lookup Join(string name, string modelName, string query) => new(new LookupRecord(
        Name: Require.Text(name, nameof(name)),
        ModelName: Require.Text(modelName, nameof(modelName)),
        Query: Require.Text(query, nameof(query))));

    /// <summary>The same with safely quoted values in the condition.</summary>
    /// <param name="name">The new field; it must differ from every field of the model.</param>
    /// <param name="modelName">The model to search.</param>
    /// <param name="query">For example <c>$"this._id == lookup.recipe &amp;&amp; lookup.user == {userId}"</c>.</param>
    public static Lookup Join(string name, string modelName, ExpressionStringHandler query) =>
        Join(name, modelName, query.Render(DefaultLiterals.Writer));
}
