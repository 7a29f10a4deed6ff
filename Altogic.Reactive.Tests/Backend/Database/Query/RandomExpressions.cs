using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Functions;
using FsCheck;
using FsCheck.Fluent;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

/// <summary>Random trees and documents that have something to do with each other.</summary>
internal static class RandomExpressions
{
    private static readonly object?[] Literals =
    [
        null, true, false, 0L, 1L, -3L, 9007199254740993L, long.MaxValue, 0.5, 1e300, "", "a", "A", "5", "1.5", "ä😀", "x\\\"'", "2022-01-01", "2022-01-01T02:00:00+02:00",
        "61f0c0ffee00000000000a01", "61F0C0FFEE00000000000A01", "day", "i",
    ];

    private static readonly string[][] Paths =
    [
        ["a"], ["b"], ["this", "a"], ["_id"], ["createdAt"], ["list"], ["list", "$"], ["items", "k"], ["items"], ["o", "a"], ["o"], ["o", "_id"], ["nothing"],
        ["this"], ["$"], ["lookup", "a"], ["lookup", "_id"], ["things", "a"],
    ];

    private static readonly FunctionDefinition[] Functions = [.. FunctionLibrary.All.Where(function => !function.IsVolatile).OrderBy(function => function.Name, StringComparer.Ordinal)];

    public static Gen<Expression> Trees { get; } = Gen.Sized(size => Tree(Math.Min(size, 12)));

    public static Gen<JsonElement> Documents { get; } =
        from a in Scalar
        from b in Scalar
        from list in Scalar.ListOf()
        from k in Scalar
        from id in Gen.Elements("61f0c0ffee00000000000a01", "61f0c0ffee00000000000b02")
        from instant in Gen.Choose(0, 2_000_000_000)
        select JsonSerializer.SerializeToElement(new JsonObject
        {
            ["_id"] = id,
            ["a"] = a(),
            ["b"] = b(),
            ["createdAt"] = DateTimeOffset.FromUnixTimeSeconds(instant).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["list"] = new JsonArray([.. list.Select(item => item())]),
            ["items"] = new JsonArray(new JsonObject { ["k"] = k() }, new JsonObject { ["z"] = 1 }),
            ["o"] = new JsonObject { ["_id"] = id, ["a"] = a() },
        });

    private static Gen<Func<JsonNode?>> Scalar => Gen.Elements(Literals).Select(value => (Func<JsonNode?>)(() => JsonSerializer.SerializeToNode(value)));

    private static Gen<Expression> Leaf => Gen.OneOf(
        Gen.Elements(Literals).Select(value => (Expression)new LiteralExpression(value is long and < 0 or double and < 0 ? 7L : value)),
        Gen.Elements(Paths).Select(path => (Expression)new PathExpression(path)));

    private static Gen<Expression> Tree(int size)
    {
        if (size <= 0) return Leaf;
        var part = Tree(size / 2);
        return Gen.OneOf(
            Leaf,
            Gen.Elements(Enum.GetValues<UnaryOperator>()).Zip(part).Select(pair => (Expression)new UnaryExpression(pair.Item1, pair.Item2)),
            from binary in Gen.Elements(Enum.GetValues<BinaryOperator>())
            from left in part
            from right in part
            select (Expression)new BinaryExpression(binary, left, right),
            Tree(size / 3).ListOf().Select(items => (Expression)new ListExpression(items.Take(4).ToArray())),
            Call(size / 3));
    }

    private static Gen<Expression> Call(int size) =>
        from function in Gen.Elements(Functions)
        from extra in Gen.Choose(0, 2)
        from arguments in Tree(size).ListOf(Math.Min(function.MaxArguments, function.MinArguments + extra))
        select (Expression)new CallExpression(function.Name, arguments.ToArray());
}
