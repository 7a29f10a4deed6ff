using Altogic.Reactive.Backend.App.Loading;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks the models and their fields.</summary>
internal static class ModelRules
{
    private const string Users = "users";

    public static void Check(AppDefinition app, DefinitionProblems problems)
    {
        if (app.Models is not { } models) return;
        CheckTwins(models.Keys, "models", "model", problems);
        foreach (var (name, model) in models)
        {
            var path = "models." + name;
            if (!Name.IsIdentifier(name)) problems.Add(path, NotAName("model", name));
            var isUsers = string.Equals(name, Users, StringComparison.OrdinalIgnoreCase);
            if (isUsers) UserFieldRules.Check(path, model, problems);
            CheckFields(path, new FieldScope(app, name, isUsers ? UserFieldRules.With(model.Fields) : model.Fields, null), model.Fields, model.Timestamps, problems);
        }
    }

    /// <summary>What references may point to: <c>users</c>, a model, or a sub-model like <c>users.addresses</c>.</summary>
    public static bool Exists(AppDefinition app, string name)
    {
        var segments = name.Split('.');
        var top = app.Models?.FirstOrDefault(m => string.Equals(m.Key, segments[0], StringComparison.OrdinalIgnoreCase)).Value;
        if (top is null) return app.Models is null || app.SchemaLess || (segments.Length == 1 && string.Equals(segments[0], Users, StringComparison.OrdinalIgnoreCase));
        var fields = top.Fields;
        foreach (var segment in segments.Skip(1))
        {
            var field = fields.FirstOrDefault(f => string.Equals(f.Key, segment, StringComparison.OrdinalIgnoreCase)).Value;
            if (field is not { Type: FieldType.Object or FieldType.ObjectList }) return false;
            fields = field.Fields;
        }

        return true;
    }

    private static void CheckFields(
        string path, FieldScope scope, IReadOnlyDictionary<string, FieldDefinition> fields, bool timestamps, DefinitionProblems problems)
    {
        CheckTwins(fields.Keys, path + ".fields", "field", problems);
        foreach (var (name, field) in fields)
        {
            var place = $"{path}.fields.{name}";
            if (!Name.IsIdentifier(name)) problems.Add(place, NotAName("field", name));
            if (SystemNames.IsReserved(name, timestamps)) problems.Add(place, $"\"{name}\" is a field that the backend keeps itself: leave it out, or rename it.");
            if (SystemNames.IsWord(name)) problems.Add(place, $"\"{name}\" means something else in expressions: rename the field.");
            FieldRules.Check(place, field, scope, problems);
            if (field.Fields.Count > 0 && scope.Depth < FieldScope.MaxDepth)
                CheckFields(place, scope.Inside(name, field.Fields), field.Fields, field.Timestamps, problems);
            else if (field.Fields.Count > 0)
                problems.Add(place, $"sub-models may be nested {FieldScope.MaxDepth} deep only: make it a model of its own and refer to it.");
        }

        DefaultCycles.Check(path, fields, problems);
    }

    private static void CheckTwins(IEnumerable<string> names, string path, string what, DefinitionProblems problems)
    {
        foreach (var twins in names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            problems.Add($"{path}.{twins.Last()}", $"the {what} \"{twins.First()}\" is there twice, since upper and lower case do not differ: rename one of them.");
    }

    private static string NotAName(string what, string name) =>
        $"\"{name}\" cannot name a {what}: begin with a letter or _, go on with letters, digits and _ (a to z), at most 64.";
}
