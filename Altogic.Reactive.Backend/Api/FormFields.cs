using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The text fields of a form as a JSON object.</summary>
internal static class FormFields
{
    /// <summary>Adds a field; a name that comes more than once gets a list.</summary>
    public static void Add(JsonObject fields, string name, string value)
    {
        switch (fields[name])
        {
            case null:
                fields[name] = value;
                break;
            case JsonArray list:
                list.Add(value);
                break;
            case { } first:
                fields[name] = new JsonArray(first.GetValue<string>(), value);
                break;
        }
    }
}
