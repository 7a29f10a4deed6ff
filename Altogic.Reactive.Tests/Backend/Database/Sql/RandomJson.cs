using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Documents without any order to them, out of few names and values so that things meet.</summary>
internal sealed class RandomJson(Random random)
{
    public static readonly string[] Names = ["a", "b", "name", "Name", "tags", "user", "address", "createdAt", "dueAt", "straße", "uploadedAt"];

    public static readonly string[] Texts =
    [
        "", "a", "A", "b", "ab", "abc", "x", "x y", "İ", "ı", "i", "I", "ß", "ss", "SS", "é", "e\u0301", "😀", "😀a", "\uFFFD", "\uE000", "z\u0000y", "z",
        "0", "1", "5", "1.0", "true", "null", "[]", "{}", "[1]", "[\"a\"]", "{\"_id\":\"a\"}", "'", "\"", "\\", "%", "_", "a.b", "$",
        "61f0c0ffee00000000000a01", "61F0C0FFEE00000000000A01", "61f0C0ffee00000000000a01", "61f0c0ffee00000000000b02", "61g0c0ffee00000000000b02",
        "2022-05-01", "2022-05-01T00:00:00.000Z", "2022-05-01T00:00:00Z", "2022-05-01T03:00:00+03:00", "2022-05-01T00:00:00.0004Z", "2022-13-01", "2023-01-05T10:00:00.000",
    ];

    public static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "0.0", "1", "1.0", "1e0", "2", "-1", "5", "4.999999999999999", "0.1", "0.30000000000000004", "100", "2016", "9007199254740993", "9007199254740992",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e308", "-1e308", "5e-324", "1e-7", "1651363200000", "1651363200000.5",
    ];

    // Documents can hold numbers that expressions cannot write.
    private static readonly string[] StoredNumbers = [.. Numbers, "1e400", "-1e400"];

    private static readonly string[] Dates = ["2022-05-01T00:00:00.000Z", "2023-01-05T10:00:00.000Z", "1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z"];

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public bool Chance(int percent) => random.Next(100) < percent;

    public JsonObject Document(string id)
    {
        var document = Object(2);
        document.Remove("_id");
        document["_id"] = id;
        // The backend itself writes this one.
        if (document.ContainsKey("createdAt")) document["createdAt"] = Date();
        return document;
    }

    public JsonObject Object(int depth)
    {
        var made = new JsonObject();
        foreach (var name in Names)
            if (Chance(45)) made[name] = Value(depth);
        if (Chance(20)) made["_id"] = Pick(Texts);
        return made;
    }

    public JsonNode? Value(int depth) => random.Next(depth > 0 ? 12 : 9) switch
    {
        0 => null,
        1 => true,
        2 => false,
        3 or 4 => Number(),
        5 or 6 or 7 => Text(),
        8 => Date(),
        9 or 10 => List(depth - 1),
        _ => Object(depth - 1),
    };

    public JsonNode Number() => JsonNode.Parse(Chance(80) ? Pick(StoredNumbers) : (random.NextDouble() * Math.Pow(10, random.Next(-5, 12))).ToString("R", CultureInfo.InvariantCulture))!;

    public string Date() => Pick(Dates);

    public string Text()
    {
        if (Chance(85)) return Pick(Texts);
        var text = new StringBuilder();
        for (var i = random.Next(5); i > 0; i--) text.Append(Rune.IsValid(random.Next(0x2FFFF)) ? Pick(Texts) : "?");
        return text.ToString();
    }

    private JsonArray List(int depth)
    {
        var list = new JsonArray();
        for (var i = random.Next(4); i > 0; i--) list.Add(Value(depth));
        return list;
    }
}
