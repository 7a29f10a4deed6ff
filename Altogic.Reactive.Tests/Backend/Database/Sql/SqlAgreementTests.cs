using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>What SQL finds is what the evaluator finds, for documents and filters out of thin air.</summary>
internal sealed class SqlAgreementTests
{
    private const int DocumentsPerCase = 12;
    private const int FiltersPerCase = 25;

    private static readonly string[] Paths =
    [
        "_id", "this.name", "lookup", "a", "b", "name", "Name", "NAME", "tags", "user", "user._id", "user.name", "address", "address.a", "address.user._id", "address.tags",
        "createdAt", "dueAt", "uploadedAt", "straße", "tags.$", "tags.a", "things.name", "a.b.name", "nothing", "_parent", "createdAt._id", "address.createdAt",
    ];

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void FindMatches_WithoutSchema_FindsWhatTheEvaluatorFinds(int seed)
    {
        var random = new Random(seed);
        var json = new RandomJson(random);
        using var fixture = new QueryFixture();
        for (var i = 1; i <= DocumentsPerCase; i++) fixture.Insert("things", json.Document(QueryFixture.Id(i)));
        var expressions = new RandomExpressions(random, json, Paths);
        for (var i = 0; i < FiltersPerCase; i++) Compare(fixture, "things", expressions.Filter(random.Next(4)));
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void FindMatches_WithSchema_FindsWhatTheEvaluatorFinds(int seed)
    {
        var random = new Random(seed);
        var json = new RandomJson(random);
        using var fixture = new QueryFixture(RecipeModel.App);
        fixture.Index("recipes", "title");
        fixture.Index("recipes", "servings");
        fixture.Index("recipes", "due");
        fixture.Index("recipes", "author");
        fixture.Index("recipes", "slug", unique: true);
        for (var i = 1; i <= DocumentsPerCase; i++) fixture.Insert("recipes", RecipeModel.Document(json, i));
        var expressions = new RandomExpressions(random, json, RecipeModel.Paths);
        for (var i = 0; i < FiltersPerCase; i++) Compare(fixture, "recipes", expressions.Filter(random.Next(4)));
    }

    /// <summary>Fails as well when one of the two refuses the filter: then nothing was compared.</summary>
    internal static void Compare(QueryFixture fixture, string model, string filter)
    {
        string[] found;
        List<string> expected;
        try
        {
            expected = Evaluate(fixture, model, filter);
            found = fixture.Find(model, filter);
        }
        catch (Exception e)
        {
            throw new AssertionException($"{filter}: {e}", e);
        }

        if (found.SequenceEqual(expected)) return;
        var wrong = found.Except(expected).Concat(expected.Except(found)).First();
        Assert.Fail($"{filter}\nwrong about {fixture.Get(model, wrong)!.ToJsonString()}\nevaluator: {expected.Contains(wrong)}\n{fixture.Select(model, filter).Ids()}");
    }

    private static List<string> Evaluate(QueryFixture fixture, string model, string filter)
    {
        var resolved = fixture.Models.Resolve(model);
        var matches = new List<string>();
        var expression = ExpressionParser.Parse(filter);
        using var rows = fixture.Session.Prepare($"SELECT json(doc) FROM {resolved.Table} ORDER BY id");
        while (rows.Step())
        {
            using var document = JsonDocument.Parse(rows.Text(0));
            var scope = new EvaluationScope { Model = resolved.Context, This = document.RootElement, Now = DateTimeOffset.UnixEpoch };
            if (ExpressionEvaluator.IsTrue(expression, scope)) matches.Add(document.RootElement.GetProperty("_id").GetString()!);
        }

        return matches;
    }
}
