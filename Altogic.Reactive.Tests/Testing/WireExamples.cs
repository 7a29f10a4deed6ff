using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A file of Approved/: what the official client sends, how the server answered, what came of it.</summary>
internal sealed class WireExamples
{
    private static readonly JsonSerializerSettings Exact = new() { DateParseHandling = DateParseHandling.None };

    private readonly Dictionary<string, JToken> _models = [];
    private readonly Dictionary<string, JObject> _cases = [];

    public WireExamples(string file)
    {
        using var stream = typeof(WireExamples).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var reader = new StreamReader(stream);
        var root = JsonConvert.DeserializeObject<JObject>(reader.ReadToEnd(), Exact)!;
        foreach (var model in ((JObject)root["models"]!).Properties()) _models[model.Name] = model.Value;
        foreach (var example in root["cases"]!.Cast<JObject>()) _cases.Add((string)example["name"]!, example);
    }

    public IReadOnlyCollection<string> Names => _cases.Keys;

    public JObject this[string name] => _cases[name];

    /// <summary>Puts the models in the place of their names.</summary>
    public JToken Resolve(JToken token) => token switch
    {
        JValue { Value: string name } when _models.TryGetValue(name, out var model) => model.DeepClone(),
        JObject json => new JObject(json.Properties().Select(member => new JProperty(member.Name, Resolve(member.Value)))),
        JArray list => new JArray(list.Select(Resolve)),
        _ => token.DeepClone(),
    };

    /// <summary>The same in a text.</summary>
    public string Resolve(string text) => _models.Aggregate(
        text, (result, model) => result.Replace("\"" + model.Key + "\"", model.Value.ToString(Formatting.None), StringComparison.Ordinal));
}
