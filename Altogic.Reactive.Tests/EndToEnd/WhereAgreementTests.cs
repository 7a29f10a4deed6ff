using System.Linq.Expressions;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Tests.Backend.Database.Query;
using Altogic.Reactive.Tests.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Tree = System.Linq.Expressions.Expression;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>What the client makes of a C# predicate selects, in the backend's evaluator, the objects that the predicate selects in C#.</summary>
public sealed class WhereAgreementTests
{
    private const int Samples = 300;

    private static readonly string[] Texts = ["", "a", "a-1", "x", "X", "xy", " x ", "It's", "field", "ab", "m", "t", "axb", "Oslo", "y"];
    private static readonly string[] Optional = ["note", "maybe", "rank", "due", "maybeStage", "owner", "lookup", "done", "hidden", "tags", "steps", "numbers"];
    private static readonly IReadOnlyList<Sample> Objects = Generate();

    // string.CompareTo follows the culture, the server compares code points (documented at Where)
    private static IEnumerable<TestCaseData> Predicates() => WhereTests.Translations().Where(data => (string)data.Arguments[1]! != "title > 'm'")
        .Select(data => new TestCaseData(data.Arguments[0]).SetArgDisplayNames((string)data.Arguments[1]!));

    [TestCaseSource(nameof(Predicates))]
    public void Where_InTheBackend_SelectsTheSame(Expression<Func<Todo, bool>> predicate) =>
        Assert.That(CheckAgreement(predicate, Objects), Is.GreaterThan(Samples / 5), "objects for which C# has an answer");

    [Test]
    public void Where_RandomCombinations_SelectTheSame()
    {
        var random = new Random(20240204);
        var parameter = Tree.Parameter(typeof(Todo), "t");
        var leaves = Predicates().Select(data => (Expression<Func<Todo, bool>>)data.Arguments[0]!)
            .Select(lambda => new Rename(lambda.Parameters[0], parameter).Visit(lambda.Body)).ToList();
        var few = Objects.Take(60).ToList();
        var compared = 0;
        for (var i = 0; i < 400; i++)
            compared += CheckAgreement(Tree.Lambda<Func<Todo, bool>>(Combine(leaves, random, 4), parameter), few);
        Assert.That(compared, Is.GreaterThan(400 * few.Count / 2), "most of them have an answer in C#");
    }

    private static Tree Combine(List<Tree> leaves, Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0) return leaves[random.Next(leaves.Count)];
        var (left, right) = (Combine(leaves, random, depth - 1), Combine(leaves, random, depth - 1));
        return random.Next(6) switch
        {
            0 => Tree.AndAlso(left, right),
            1 => Tree.OrElse(left, right),
            2 => Tree.Not(left),
            3 => Tree.Equal(left, right),
            4 => Tree.NotEqual(left, right),
            _ => Tree.Condition(left, right, Combine(leaves, random, depth - 1)),
        };
    }

    /// <summary>Gives how many objects it could compare.</summary>
    private static int CheckAgreement(Expression<Func<Todo, bool>> predicate, IReadOnlyList<Sample> objects)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var text = client.Db.Model<Todo>().Where(predicate).Expression!;
        var (filter, selects) = (ExpressionParser.Parse(text), predicate.Compile());

        var compared = 0;
        foreach (var sample in objects)
        {
            if (Selects(selects, sample.Object) is not { } expected) continue;
            var scope = new EvaluationScope { Model = Expressions.NoSchema, This = JsonElement.Parse(sample.Json), Now = Expressions.Now };
            Assert.That(ExpressionEvaluator.IsTrue(filter, scope), Is.EqualTo(expected), () => $"{text}\n{sample.Json}");
            compared++;
        }

        return compared;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(HostileTexts)], MaxTest = 1000)]
    public void Filter_InTheBackendsParser_IsOneLiteral(HostileText hostile)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var query = client.Db.Model("x");
        string[] expressions =
        [
            query.Filter($"a == {hostile.Value}").Expression!,
            query.Filter($"a == '{hostile.Value}'").Expression!,
            query.Filter($"a == \"{hostile.Value}\"").Expression!,
        ];

        foreach (var expression in expressions)
        {
            var parsed = (Altogic.Reactive.Backend.Modules.Database.Query.BinaryExpression)ExpressionParser.Parse(expression);
            Assert.That(((LiteralExpression)parsed.Right).Value, Is.EqualTo(hostile.Value), expression);
        }
    }

    // What C# answers with an exception (a null on the way) has no counterpart to compare.
    private static bool? Selects(Func<Todo, bool> predicate, Todo todo)
    {
        try
        {
            return predicate(todo);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or KeyNotFoundException or DivideByZeroException)
        {
            return null;
        }
    }

    private static List<Sample> Generate()
    {
        var random = new Random(20240203);
        var samples = new List<Sample>();
        for (var i = 0; i < Samples; i++)
        {
            var stored = JsonConvert.SerializeObject(Todo(random), JsonFormat.Default.Settings);
            var json = JsonConvert.DeserializeObject<JObject>(stored, JsonFormat.Default.Settings)!;
            foreach (var name in Optional)
                if (random.Next(4) == 0) Drop(json, name, random);
            var text = json.ToString(Formatting.None);
            samples.Add(new Sample(text, JsonConvert.DeserializeObject<Todo>(text, JsonFormat.Default.Settings)!));
        }

        return samples;
    }

    private static void Drop(JObject json, string name, Random random)
    {
        var isList = json[name] is JArray;
        if (isList) json[name] = new JArray();
        else if (random.Next(2) == 0 || json[name]!.Type == JTokenType.Boolean && name != "maybe") json.Remove(name);
        else json[name] = null;
    }

    private static Todo Todo(Random random) => new()
    {
        Id = Pick(random, "1", "a", "b", "m", "z"),
        Title = Pick(random, Texts),
        Note = Pick(random, Texts),
        Done = random.Next(2) == 0,
        Hidden = random.Next(2) == 0,
        Maybe = random.Next(2) == 0,
        Count = random.Next(-3, 12),
        Rank = random.Next(-3, 12),
        Price = random.Next(-4, 5) * 0.5m,
        Weight = random.Next(-8, 9) * 0.25,
        Letter = Pick(random, 'x', 'y'),
        Key = Pick(random, Guid.Empty, Guid.NewGuid()),
        Due = Day(random),
        CreatedAt = new DateTimeOffset(Day(random)),
        Stage = Pick(random, Stage.Open, Stage.Done),
        MaybeStage = Pick(random, Stage.Open, Stage.Done),
        NamedStage = Pick(random, Stage.Open, Stage.Done),
        Tags = [.. Several(random, () => Pick(random, "x", "y", "z"))],
        Numbers = [.. Several(random, () => random.Next(5))],
        Steps =
        [
            .. Several(random, () => new TodoStep
            {
                Text = Pick(random, null, "a", "b"),
                Minutes = random.Next(10),
                Done = random.Next(2) == 0,
                Marks = [.. Several(random, () => random.Next(3))],
            }),
        ],
        Owner = new TodoOwner
        {
            Id = "7",
            Lookup = Pick(random, null, "x"),
            Address = Pick(random, null, new TodoAddress { City = Pick(random, "Oslo", "Bergen") }),
        },
        Place = new GeoPoint(random.Next(-20, 30), random.Next(-10, 10)),
        Extra = new Dictionary<string, string> { ["color"] = Pick(random, "red", "blue") },
        Renamed = random.Next(3),
        Lookup = Pick(random, "x", "y"),
    };

    private static DateTime Day(Random random) =>
        new DateTime(2024, 1, 25, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(20)).AddMinutes(random.Next(3) * 30);

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static IEnumerable<T> Several<T>(Random random, Func<T> next) => Enumerable.Range(0, random.Next(4)).Select(_ => next());

    private sealed record Sample(string Json, Todo Object);

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Tree VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
