using System.Globalization;
using System.Text.Json;

namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Reads the members of one JSON object and, at its end, reports those that nobody asked for.</summary>
internal sealed class SectionReader(LocatedJson json, DefinitionProblems problems, bool readsEnvironment = true)
{
    private const string EnvironmentPrefix = "env:";
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Path => json.Path;

    public DefinitionProblems Problems => problems;

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.Kind == JsonValueKind.String) return Resolve(value);
        problems.Add(value.Path, $"must be a text in quotes, not {Describe(value)}.", value.Line);
        return null;
    }

    public string RequiredText(string name)
    {
        var text = Text(name);
        if (!string.IsNullOrWhiteSpace(text)) return text;
        problems.Add(PathOf(name), $"\"{name}\" is missing: add it with a text.", Find(name)?.Line ?? json.Line);
        return "";
    }

    public bool Flag(string name, bool fallback) => OptionalFlag(name) ?? fallback;

    public bool? OptionalFlag(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.Kind is JsonValueKind.True or JsonValueKind.False) return value.Kind == JsonValueKind.True;
        if (IsEnvironment(value) && bool.TryParse(Resolve(value), out var flag)) return flag;
        problems.Add(value.Path, $"must be true or false without quotes, not {Describe(value)}.", value.Line);
        return null;
    }

    public int Whole(string name, int fallback) => OptionalWhole(name) ?? fallback;

    public int? OptionalWhole(string name) => LongWhole(name) switch
    {
        null => null,
        { } value and >= int.MinValue and <= int.MaxValue => (int)value,
        _ => Report<int>(name, "is too large a number."),
    };

    public long? LongWhole(string name)
    {
        if (Find(name) is not { } value) return null;
        var text = NumberText(value);
        if (text is not null && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        problems.Add(value.Path, $"must be a whole number without quotes, not {Describe(value)}.", value.Line);
        return null;
    }

    public double? Number(string name)
    {
        if (Find(name) is not { } value) return null;
        var text = NumberText(value);
        if (text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        problems.Add(value.Path, $"must be a number without quotes, not {Describe(value)}.", value.Line);
        return null;
    }

    public IReadOnlyList<string>? OptionalTexts(string name)
    {
        if (List(name) is not { } items) return null;
        var texts = new List<string>(items.Count);
        foreach (var item in items)
        {
            if (item.Kind == JsonValueKind.String) texts.Add(Resolve(item));
            else problems.Add(item.Path, $"must be a text in quotes, not {Describe(item)}.", item.Line);
        }

        return texts;
    }

    public IReadOnlyList<string> Texts(string name) => OptionalTexts(name) ?? [];

    /// <summary>The items of a list of any values; null when it is absent or no list.</summary>
    public IReadOnlyList<LocatedJson>? List(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.Kind == JsonValueKind.Array) return value.Items;
        problems.Add(value.Path, $"must be a list in [ ], not {Describe(value)}.", value.Line);
        return null;
    }

    public SectionReader? Section(string name) => Find(name) is { } value ? Open(value) : null;

    /// <summary>A list of objects.</summary>
    public IEnumerable<SectionReader> Sections(string name) => (List(name) ?? []).Select(Open).OfType<SectionReader>();

    /// <summary>An object whose members are objects; null when it is absent.</summary>
    public IReadOnlyDictionary<string, T>? Named<T>(string name, Func<SectionReader, T> read, bool resolvesEnvironment = true)
    {
        if (Find(name) is not { } value) return null;
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        if (value.Kind != JsonValueKind.Object) problems.Add(value.Path, $"must be an object in {{ }}, not {Describe(value)}.", value.Line);
        foreach (var (key, _, member) in value.Members)
            if (Open(member, resolvesEnvironment) is { } section) result[key] = read(section);
        return result;
    }

    /// <summary>The raw value; null when it is absent or the literal null.</summary>
    public LocatedJson? Find(string name)
    {
        _known.Add(name);
        foreach (var member in json.Members)
            if (member.Name == name) return member.Value.Kind == JsonValueKind.Null ? null : member.Value;
        return null;
    }

    /// <summary>Reports every member that was not asked for.</summary>
    public void End()
    {
        foreach (var (name, line, value) in json.Members)
        {
            if (_known.Contains(name)) continue;
            var known = string.Join(", ", _known.Order(StringComparer.Ordinal));
            problems.Add(value.Path, $"there is no member \"{name}\" here{NearMiss.Hint(name, _known)}; known are {known}.", line);
        }
    }

    public string PathOf(string name) => json.Path.Length == 0 ? name : $"{json.Path}.{name}";

    public static string Describe(LocatedJson value) => value.Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text \"{Shorten(value.Text)}\"",
        JsonValueKind.Null => "null",
        _ => Shorten(value.Text),
    };

    private SectionReader? Open(LocatedJson value) => Open(value, readsEnvironment);

    private SectionReader? Open(LocatedJson value, bool resolves)
    {
        if (value.Kind == JsonValueKind.Object) return new SectionReader(value, problems, resolves && readsEnvironment);
        problems.Add(value.Path, $"must be an object in {{ }}, not {Describe(value)}.", value.Line);
        return null;
    }

    private bool IsEnvironment(LocatedJson value) =>
        readsEnvironment && value.Kind == JsonValueKind.String && value.Text.StartsWith(EnvironmentPrefix, StringComparison.Ordinal);

    private string? NumberText(LocatedJson value) => value.Kind == JsonValueKind.Number ? value.Text : IsEnvironment(value) ? Resolve(value) : null;

    private string Resolve(LocatedJson value)
    {
        if (!IsEnvironment(value)) return value.Text;
        var name = value.Text[EnvironmentPrefix.Length..];
        var found = name.Length == 0 ? null : Environment.GetEnvironmentVariable(name);
        if (!string.IsNullOrEmpty(found)) return found;
        problems.Add(value.Path, $"the environment variable {name} is not set: set it, or write the value itself.", value.Line);
        return "";
    }

    private T? Report<T>(string name, string message)
        where T : struct
    {
        problems.Add(PathOf(name), message);
        return null;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
