using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>A declared model with a field of every kind, and objects that keep to it.</summary>
internal static class RecipeModel
{
    public static readonly AppDefinition App = new()
    {
        Models = new Dictionary<string, ModelDefinition>
        {
            ["recipes"] = new()
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["title"] = new() { Type = FieldType.Text, Indexed = true },
                    ["slug"] = new() { Type = FieldType.Text, Unique = true },
                    ["note"] = new() { Type = FieldType.RichText },
                    ["servings"] = new() { Type = FieldType.Integer, Indexed = true },
                    ["price"] = new() { Type = FieldType.Decimal },
                    ["done"] = new() { Type = FieldType.Boolean },
                    ["due"] = new() { Type = FieldType.DateTime, Indexed = true },
                    ["author"] = new() { Type = FieldType.Reference, Model = "users", Indexed = true },
                    ["other"] = new() { Type = FieldType.Id },
                    ["kind"] = new() { Type = FieldType.Options, Options = ["soup", "bread"] },
                    ["kinds"] = new() { Type = FieldType.Options, Options = ["soup", "bread"], Multiple = true },
                    ["tags"] = new() { Type = FieldType.List, Items = FieldType.Text },
                    ["days"] = new() { Type = FieldType.List, Items = FieldType.DateTime },
                    ["place"] = new() { Type = FieldType.GeoPoint },
                    ["secret"] = new() { Type = FieldType.EncryptedText },
                    ["cover"] = new() { Type = FieldType.Object, Fields = new Dictionary<string, FieldDefinition> { ["url"] = new() { Type = FieldType.Text }, ["at"] = new() { Type = FieldType.DateTime } } },
                    ["steps"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["text"] = new() { Type = FieldType.Text }, ["minutes"] = new() { Type = FieldType.Integer } } },
                },
            },
        },
    };

    public static readonly string[] Paths =
    [
        "_id", "title", "TITLE", "this.title", "recipes.title", "slug", "note", "servings", "price", "done", "due", "Due", "author", "author._id", "author.name", "other", "kind", "kinds",
        "tags", "tags.$", "days", "place", "cover", "cover.url", "cover.at", "cover._id", "steps", "steps.text", "steps.minutes", "createdAt", "updatedAt", "CREATEDAT", "unknown", "unknown.a",
    ];

    public static JsonObject Document(RandomJson json, int number)
    {
        var made = new JsonObject { ["_id"] = QueryFixture.Id(number), ["createdAt"] = json.Date(), ["updatedAt"] = json.Date() };
        Maybe(made, json, "title", () => Text(json));
        Maybe(made, json, "slug", () => Text(json) + number);
        Maybe(made, json, "note", () => Text(json));
        Maybe(made, json, "servings", () => json.Pick<long>([0, 1, 5, -1, 2016, long.MaxValue, long.MinValue]));
        Maybe(made, json, "price", json.Number);
        Maybe(made, json, "done", () => json.Chance(50));
        Maybe(made, json, "due", () => json.Date());
        Maybe(made, json, "author", () => Id(json));
        Maybe(made, json, "other", () => Id(json));
        Maybe(made, json, "kind", () => json.Pick(["soup", "bread"]));
        Maybe(made, json, "kinds", () => List(json, () => json.Pick(["soup", "bread"])));
        Maybe(made, json, "tags", () => List(json, () => Text(json)));
        Maybe(made, json, "days", () => List(json, () => json.Date()));
        Maybe(made, json, "place", () => new JsonArray(1.5, 2));
        Maybe(made, json, "cover", () => Cover(json));
        Maybe(made, json, "steps", () => List(json, () => Step(json)));
        return made;
    }

    private static void Maybe(JsonObject made, RandomJson json, string name, Func<JsonNode?> value)
    {
        if (json.Chance(75)) made[name] = value();
        else if (json.Chance(20)) made[name] = null;
    }

    // In fields with an index an id is found as it was stored, in lower or in upper case, not in a mixture.
    private static string Text(RandomJson json) => json.Text().Replace("61f0C0ffee", "61f0c0ffee", StringComparison.Ordinal);

    private static string Id(RandomJson json) => json.Pick(["61f0c0ffee00000000000a01", "61f0c0ffee00000000000b02", "61f0c0ffee00000000000c03"]);

    private static JsonArray List(RandomJson json, Func<JsonNode?> item)
    {
        var list = new JsonArray();
        while (json.Chance(60)) list.Add(item());
        return list;
    }

    private static JsonObject Cover(RandomJson json)
    {
        var made = new JsonObject { ["_id"] = Id(json) };
        Maybe(made, json, "url", () => Text(json));
        Maybe(made, json, "at", () => json.Date());
        return made;
    }

    private static JsonObject Step(RandomJson json)
    {
        var made = new JsonObject { ["_id"] = Id(json) };
        Maybe(made, json, "text", () => Text(json));
        Maybe(made, json, "minutes", () => json.Pick<long>([1, 5, 25]));
        return made;
    }
}
