using System.Globalization;
using System.Text.Json;

namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Reads models and their fields (data model §11).</summary>
internal static class ModelReader
{
    private static readonly Dictionary<string, FieldType> Types =
        Enum.GetValues<FieldType>().ToDictionary(t => JsonNamingPolicy.CamelCase.ConvertName(t.ToString()), StringComparer.Ordinal);

    public static string NameOf(FieldType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());

    public static ModelDefinition Read(SectionReader section)
    {
        var model = new ModelDefinition
        {
            Timestamps = section.Flag("timestamps", true),
            Fields = section.Named("fields", ReadField) ?? new Dictionary<string, FieldDefinition>(),
        };
        section.End();
        return model;
    }

    private static FieldDefinition ReadField(SectionReader section)
    {
        var field = new FieldDefinition
        {
            Type = ReadType(section, "type") ?? Missing(section),
            Required = section.Flag("required", false),
            Unique = section.Flag("unique", false),
            Indexed = section.Flag("indexed", false),
            ReadOnly = section.Flag("readOnly", false),
            Default = ReadDefault(section),
            Rules = [.. section.Sections("rules").Select(ReadRule)],
            MinLength = section.OptionalWhole("minLength"),
            MaxLength = section.OptionalWhole("maxLength"),
            Searchable = section.Flag("searchable", false),
            FuzzySearchable = section.Flag("fuzzySearchable", false),
            Min = section.Number("min"),
            Max = section.Number("max"),
            Decimals = section.OptionalWhole("decimals"),
            GeoIndex = section.Flag("geoIndex", false),
            Options = ReadOptions(section),
            Multiple = section.Flag("multiple", false),
            Model = section.Text("model"),
            Items = ReadType(section, "items"),
            Timestamps = section.Flag("timestamps", true),
            Fields = section.Named("fields", ReadField) ?? new Dictionary<string, FieldDefinition>(),
        };
        section.End();
        return field;
    }

    private static RuleDefinition ReadRule(SectionReader section)
    {
        var rule = new RuleDefinition
        {
            Name = section.Text("name") ?? "",
            Rule = section.RequiredText("rule"),
            Message = section.Text("message"),
            ContinueOnFailure = section.Flag("continueOnFailure", true),
        };
        section.End();
        return rule;
    }

    private static FieldType? ReadType(SectionReader section, string name)
    {
        if (section.Text(name) is not { } text) return null;
        if (Types.TryGetValue(text, out var type)) return type;
        section.Problems.Add(
            section.PathOf(name), $"there is no type \"{text}\"{NearMiss.Hint(text, Types.Keys)}; types are {string.Join(", ", Types.Keys)}.");
        return null;
    }

    private static FieldType Missing(SectionReader section)
    {
        section.Problems.Add(section.PathOf("type"), $"\"type\" is missing: add one of {string.Join(", ", Types.Keys)}.");
        return FieldType.Text;
    }

    // A number or truth value says the same with and without quotes.
    private static string? ReadDefault(SectionReader section) =>
        section.Find("default") is { Kind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } literal
            ? literal.Text
            : section.Text("default");

    private static List<object> ReadOptions(SectionReader section)
    {
        var options = new List<object>();
        foreach (var item in section.List("options") ?? [])
        {
            options.Add(item.Kind == JsonValueKind.Number ? Number(item.Text) : item.Text);
            if (item.Kind is not (JsonValueKind.Number or JsonValueKind.String))
                section.Problems.Add(item.Path, $"must be a text or a number, not {SectionReader.Describe(item)}.", item.Line);
        }

        return options;
    }

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
