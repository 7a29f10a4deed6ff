using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>A model name that was looked up: where its objects are stored and which fields they have. Immutable.</summary>
internal sealed record ResolvedModel
{
    /// <summary>The dotted name, spelt as it was declared or first written.</summary>
    public required string Name { get; init; }

    /// <summary>The first segment of <see cref="Name"/>: the model whose table holds the objects.</summary>
    public string TopName => TopSchema.ModelName;

    public required ModelKind Kind { get; init; }

    /// <summary>The way from the top-level object down to the embedded ones; empty for a top-level model.</summary>
    public required IReadOnlyList<ModelStep> Steps { get; init; }

    /// <summary>The fields and checks of the top-level objects, the same as <see cref="Schema"/> for a top-level model.</summary>
    public required ObjectSchema TopSchema { get; init; }

    /// <summary>The fields and checks of one object of this model.</summary>
    public required ObjectSchema Schema { get; init; }

    /// <summary>False for a schema-less model that nobody has written yet: it has no table, reads find nothing.</summary>
    public required bool IsStored { get; init; }

    /// <summary>Whether lists without a sort come in the order of creation; of the app's own models they come in that of their ids.</summary>
    public bool IsInOrderOfCreation { get; init; }

    public bool IsTopLevel => Kind == ModelKind.TopLevel;

    /// <summary>The declared fields; null where any field is allowed.</summary>
    public IReadOnlyDictionary<string, FieldDefinition>? Fields => Schema.IsOpen ? null : Schema.Definitions;

    /// <summary>The quoted table: <c>seq INTEGER PRIMARY KEY, id TEXT UNIQUE, doc BLOB</c> (JSONB).</summary>
    public string Table => TableOf(TopName);

    /// <summary>The quoted FTS5 table whose rowid is <c>seq</c>; it exists when <see cref="ObjectSchema.Searchable"/> has fields.</summary>
    public string SearchTable => SearchTableOf(TopName);

    /// <summary>What expressions on this model may refer to, without lookups.</summary>
    public ModelContext Context => Schema.Context;

    /// <summary>The statements on the tables of the top-level model.</summary>
    public DocumentTable Documents => TopSchema.Documents;

    public static string TableOf(string topName) => $"\"d_{topName}\"";

    // The $ keeps FTS5's shadow tables ("f_x$_data") apart from the index of a model called "x_data".
    public static string SearchTableOf(string topName) => $"\"f_{topName}$\"";
}
