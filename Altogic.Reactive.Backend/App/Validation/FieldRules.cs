using Altogic.Reactive.Backend.App.Loading;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks one field: which properties its type has, and what they say (app definition §5).</summary>
internal static class FieldRules
{
    private static readonly FieldType[] TextKinds = [FieldType.Text, FieldType.RichText, FieldType.EncryptedText, FieldType.Email, FieldType.Phone, FieldType.Link];
    private static readonly FieldType[] Readable = [FieldType.Text, FieldType.RichText, FieldType.Email, FieldType.Phone, FieldType.Link];
    private static readonly FieldType[] Numbers = [FieldType.Integer, FieldType.Decimal];
    private static readonly FieldType[] SubModels = [FieldType.Object, FieldType.ObjectList];

    private static readonly FieldType[] ItemTypes =
    [
        FieldType.Text, FieldType.RichText, FieldType.Email, FieldType.Phone, FieldType.Link, FieldType.Boolean, FieldType.Integer,
        FieldType.Decimal, FieldType.DateTime, FieldType.Date, FieldType.Time, FieldType.Id, FieldType.File,
    ];

    public static void Check(string path, FieldDefinition field, FieldScope scope, DefinitionProblems problems)
    {
        CheckProperties(path, field, problems);
        CheckRanges(path, field, problems);
        CheckType(path, field, scope, problems);
        if (field.FuzzySearchable && !scope.IsTopLevel)
            problems.Add(path + ".fuzzySearchable", "only fields of top-level models can be searched fuzzily: remove it, or make a model of its own.");
        ExpressionRules.Check(path, field, scope, problems);
    }

    private static void CheckProperties(string path, FieldDefinition field, DefinitionProblems problems)
    {
        Only(field.MinLength is not null, "minLength", TextKinds);
        Only(field.MaxLength is not null, "maxLength", TextKinds);
        Only(field.Searchable, "searchable", Readable);
        Only(field.FuzzySearchable, "fuzzySearchable", Readable);
        Only(field.Min is not null, "min", Numbers);
        Only(field.Max is not null, "max", Numbers);
        Only(field.Decimals is not null, "decimals", Numbers);
        Only(field.GeoIndex, "geoIndex", [FieldType.GeoPoint]);
        Only(field.Options.Count > 0, "options", [FieldType.Options]);
        Only(field.Multiple, "multiple", [FieldType.Options]);
        Only(field.Model is not null, "model", [FieldType.Reference]);
        Only(field.Items is not null, "items", [FieldType.List]);
        Only(field.Fields.Count > 0, "fields", SubModels);
        Only(!field.Timestamps, "timestamps", SubModels);
        if (field.Default is not null && field.Type == FieldType.EncryptedText)
            problems.Add(path + ".default", "an encrypted text that everybody can read in this file protects nothing: remove it.");
        if (field.Unique && field.Type is FieldType.Object or FieldType.ObjectList or FieldType.EncryptedText)
            problems.Add(path + ".unique", $"values of type {ModelReader.NameOf(field.Type)} cannot be compared: remove it.");

        void Only(bool given, string property, FieldType[] types)
        {
            if (given && !types.Contains(field.Type))
                problems.Add($"{path}.{property}", $"a field of type {ModelReader.NameOf(field.Type)} has no {property}: remove it (it belongs to {List(types)}).");
        }
    }

    private static void CheckRanges(string path, FieldDefinition field, DefinitionProblems problems)
    {
        ValueRules.AtLeast(problems, path + ".minLength", field.MinLength, 0);
        ValueRules.AtLeast(problems, path + ".maxLength", field.MaxLength, 1);
        if (field.MinLength > field.MaxLength) problems.Add(path + ".minLength", "is more than maxLength: no text would fit.");
        if (field.Min > field.Max) problems.Add(path + ".min", "is more than max: no number would fit.");
        ValueRules.Between(problems, path + ".decimals", field.Decimals, 0, field.Type == FieldType.Integer ? 0 : 15);
    }

    private static void CheckType(string path, FieldDefinition field, FieldScope scope, DefinitionProblems problems)
    {
        switch (field.Type)
        {
            case FieldType.Options when field.Options.Count == 0:
                problems.Add(path + ".options", "is missing: list the allowed values, like [\"open\", \"done\"].");
                break;
            case FieldType.Options:
                CheckOptions(path + ".options", field.Options, problems);
                break;
            case FieldType.Reference when string.IsNullOrWhiteSpace(field.Model):
                problems.Add(path + ".model", "is missing: name the model that the reference points to.");
                break;
            case FieldType.Reference when !ModelRules.Exists(scope.App, field.Model!):
                problems.Add(path + ".model", $"there is no model \"{field.Model}\"{NearMiss.Hint(field.Model!, [.. scope.App.Models?.Keys ?? [], "users"])}: add it to \"models\".");
                break;
            case FieldType.List when field.Items is null:
                problems.Add(path + ".items", $"is missing: name the type of the items, one of {List(ItemTypes)}.");
                break;
            case FieldType.List when !ItemTypes.Contains(field.Items!.Value):
                problems.Add(path + ".items", $"a list cannot hold {ModelReader.NameOf(field.Items.Value)}: use one of {List(ItemTypes)}, or a field of type objectList.");
                break;
            case FieldType.Object or FieldType.ObjectList when field.Fields.Count == 0:
                problems.Add(path + ".fields", "is missing: name the fields of the embedded objects.");
                break;
        }
    }

    private static void CheckOptions(string path, IReadOnlyList<object> options, DefinitionProblems problems)
    {
        var seen = new HashSet<object>();
        for (var i = 0; i < options.Count; i++)
        {
            if (options[i] is not (string or int or long or double or decimal)) problems.Add(ValueRules.At(path, i), "must be a text or a number.");
            else if (options[i] is string != options[0] is string) problems.Add(ValueRules.At(path, i), "options are all texts or all numbers: choose one kind.");
            else if (!seen.Add(options[i])) problems.Add(ValueRules.At(path, i), $"\"{options[i]}\" is there twice: keep one of them.");
        }
    }

    private static string List(IEnumerable<FieldType> types) => string.Join(", ", types.Select(ModelReader.NameOf));
}
