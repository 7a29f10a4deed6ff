using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>
/// All models by name: the declared ones and, where the app allows it, those made on first write. Names are found without
/// regard to case. Safe for any number of threads.
/// </summary>
internal sealed class ModelRegistry
{
    /// <summary>How many models there can be once nobody declares them: each is a table, and names come from clients.</summary>
    public const int MostModels = 10_000;

    private readonly ConcurrentDictionary<string, ObjectSchema> _topLevel = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ResolvedModel> _resolved = new(StringComparer.Ordinal);

    public ModelRegistry(AppDefinition app)
    {
        IsSchemaLess = app.Models is null || app.SchemaLess;
        foreach (var (name, model) in app.Models ?? new Dictionary<string, ModelDefinition>())
            if (!IsUsers(name)) _topLevel[name] = new ObjectSchema(name, false, model.Timestamps, model.Fields);
        var users = app.Models?.FirstOrDefault(model => IsUsers(model.Key)).Value;
        _topLevel[ModelName.Users] = new ObjectSchema(
            ModelName.Users, IsSchemaLess && users is null, users?.Timestamps ?? true, UserFields.With(users?.Fields));
    }

    /// <summary>Whether models that nobody declared are made on first write.</summary>
    public bool IsSchemaLess { get; }

    /// <summary>The top-level models that exist.</summary>
    public IEnumerable<ObjectSchema> TopLevel => _topLevel.Values;

    /// <summary>Finds a model or sub-model.</summary>
    /// <exception cref="ApiException">400 for what cannot be a name, 404 <c>model_not_found</c> for an unknown model.</exception>
    public ResolvedModel Resolve(string? name)
    {
        if (name is not null && _resolved.TryGetValue(name, out var known)) return known;
        var model = Find(ModelName.Split(name), name!);
        // Only what exists is remembered, and in one spelling: the names in requests are endless.
        if (model.IsStored && model.Name == name && (model.IsTopLevel || !model.Schema.IsOpen)) _resolved.TryAdd(name, model);
        return model;
    }

    /// <summary>Whether one more model can be made on first write.</summary>
    public bool HasRoom => _topLevel.Count < MostModels;

    /// <summary>Notes that a schema-less model has its table now.</summary>
    public void Add(string topName) => _topLevel.TryAdd(topName, ObjectSchema.Any(topName));

    private static bool IsUsers(string name) => string.Equals(name, ModelName.Users, StringComparison.OrdinalIgnoreCase);

    private ResolvedModel Find(string[] segments, string name)
    {
        var isStored = _topLevel.TryGetValue(segments[0], out var top);
        if (top is null && !IsSchemaLess) throw NotFound(name);
        top ??= ObjectSchema.Any(segments[0]);
        var schema = top;
        var steps = new ModelStep[segments.Length - 1];
        for (var i = 0; i < steps.Length; i++) (steps[i], schema) = Step(schema, segments[i + 1], name);
        return new ResolvedModel
        {
            Name = schema.ModelName,
            TopSchema = top,
            Kind = steps.Length == 0 ? ModelKind.TopLevel : steps[^1].Kind,
            Steps = steps,
            Schema = schema,
            IsStored = isStored,
        };
    }

    private static (ModelStep Step, ObjectSchema Schema) Step(ObjectSchema schema, string segment, string name)
    {
        var field = schema.FindField(segment);
        if (schema.ModelName == ModelName.Users && string.Equals(segment, UserFields.Password, StringComparison.OrdinalIgnoreCase)) throw NotFound(name);
        if (field?.Nested is { } nested)
            return (new ModelStep(field.Name, field.Definition.Type == FieldType.Object ? ModelKind.Object : ModelKind.ObjectList), nested);
        if (field is not null || !schema.IsOpen || SystemFields.Contains(segment, schema.Timestamps)) throw NotFound(name);
        return (new ModelStep(segment, ModelKind.ByData), ObjectSchema.Any(schema.ModelName + "." + segment));
    }

    private static ApiException NotFound(string name) =>
        new(404, "model_not_found", $"There is no model '{name}': declare it in models, or set schemaLess.", new JsonObject { ["model"] = name });
}
