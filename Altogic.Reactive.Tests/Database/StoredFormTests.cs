using System.Linq.Expressions;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Altogic.Reactive.Tests.Database;

/// <summary>A value in an expression is written as the field beside it is stored.</summary>
public sealed class StoredFormTests
{
    private static readonly DateTime Day = new(2024, 2, 3, 0, 0, 0, DateTimeKind.Utc);

    private StubHttp _http = null!;

    [SetUp]
    public void SetUp() => _http = new StubHttp();

    [TearDown]
    public void TearDown() => _http.Dispose();

    private static IEnumerable<TestCaseData> BehindFunctions()
    {
        static TestCaseData Of(Expression<Func<Todo, bool>> predicate, string expected) =>
            new TestCaseData(predicate, expected).SetArgDisplayNames(expected);

        yield return Of(t => (t.MaybeStage ?? Stage.Open) == Stage.Done, "IFNULL(maybeStage, 'Open') == 'Done'");
        yield return Of(t => t.MaybeStage.GetValueOrDefault(Stage.Open) == Stage.Done, "IFNULL(maybeStage, 'Open') == 'Done'");
        yield return Of(t => (t.Done ? t.Stage : Stage.Open) == Stage.Done, "IF(done, stage, 'Open') == 'Done'");
        yield return Of(t => (t.Done ? Stage.Done : Stage.Open) == Stage.Done, "IF(done, 'Done', 'Open') == 'Done'");
        yield return Of(t => t.NamedStages[0] == Stage.Done, "ELEMENTAT(namedStages, 0) == 'Done'");
        yield return Of(t => t.NamedStages.First() != Stage.Done, "FIRST(namedStages) != 'Done'");
        yield return Of(t => t.CreatedAt.DayOfWeek == DayOfWeek.Monday, "DAYOFWEEK(createdAt) - 1 == 1");
        yield return Of(t => (t.Done ? t.CreatedAt.DayOfWeek : DayOfWeek.Friday) == DayOfWeek.Monday, "IF(done, DAYOFWEEK(createdAt) - 1, 5) == 1");
    }

    [TestCaseSource(nameof(BehindFunctions))]
    public void Where_EnumBehindAFunction_IsWrittenAsTheFieldStoresIt(Expression<Func<Todo, bool>> predicate, string expected)
    {
        using var client = Client(new StringEnumConverter());
        Assert.That(client.Db.Model<Todo>().Where(predicate).Expression, Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> OwnConverters()
    {
        static TestCaseData Of(Expression<Func<Todo, bool>> predicate, string expected) =>
            new TestCaseData(predicate, expected).SetArgDisplayNames(expected);

        var stages = new[] { Stage.Open };
        yield return Of(t => t.NamedStages.Any(s => s == Stage.Open), "ANYITEMTRUE(namedStages, this == 'Open')");
        yield return Of(t => t.NamedStages.All(s => stages.Contains(s)), "ALLITEMSTRUE(namedStages, IN(['Open'], this))");
        yield return Of(t => t.NamedStages.Any(s => stages.Any(known => s == known)), "ANYITEMTRUE(namedStages, this == 'Open')");
        yield return Of(t => t.NamedStage == (t.Done ? Stage.Done : Stage.Open), "namedStage == IF(done, 'Done', 'Open')");
        yield return Of(t => (t.Done ? t.NamedStage : Stage.Open) == Stage.Done, "IF(done, namedStage, 'Open') == 'Done'");
        yield return Of(t => (t.MaybeStage ?? Stage.Open) == Stage.Done, "IFNULL(maybeStage, 1) == 2");
    }

    [TestCaseSource(nameof(OwnConverters))]
    public void Where_MemberWithAConverter_DecidesForWhatStandsBesideIt(Expression<Func<Todo, bool>> predicate, string expected)
    {
        using var client = _http.CreateClient();
        Assert.That(client.Db.Model<Todo>().Where(predicate).Expression, Is.EqualTo(expected));
    }

    [Test]
    public void Where_ConverterOfTheClient_WritesTimesAsDocumentsStoreThem()
    {
        using var client = Client(new UnixDateTimeConverter());
        var todos = client.Db.Model<Todo>();
        DateTime[] days = [Day];
        Assert.That(todos.Where(t => t.Due < Day).Expression, Is.EqualTo("due < 1706918400"));
        Assert.That(todos.Where(t => days.Contains(t.Due!.Value)).Expression, Is.EqualTo("IN([1706918400], due)"));
        Assert.That(todos.Filter($"due < {Day} || note == 'on {Day}'").Expression, Is.EqualTo("due < 1706918400 || note == 'on 1706918400'"));
        Assert.That(todos.Where(t => t.CreatedAt < new DateTimeOffset(Day)).Expression, Is.EqualTo("createdAt < '2024-02-03T00:00:00.000Z'"));
    }

    [Test]
    public void Where_ConverterOfTheClient_LeavesTheArgumentsOfFunctionsAlone()
    {
        using var client = Client(new Shouting());
        var todos = client.Db.Model<Todo>();
        Assert.That(todos.Where(t => t.Title == "a").Expression, Is.EqualTo("title == 'A!'"));
        Assert.That(todos.Where(t => t.CreatedAt.AddDays(1) < t.Due).Expression, Is.EqualTo("DATEADD(createdAt, 1, 'day') < due"));
        Assert.That(todos.Where(t => t.Title.StartsWith("ab")).Expression, Is.EqualTo("STARTSWITH(title, 'ab')"));
    }

    private AltogicClient Client(JsonConverter converter) =>
        _http.CreateClient(new AltogicClientOptions { ConfigureJson = json => json.Converters.Add(converter) });

    private sealed class Shouting : JsonConverter<string>
    {
        public override void WriteJson(JsonWriter writer, string? value, JsonSerializer serializer) => writer.WriteValue(value?.ToUpperInvariant() + "!");

        public override string? ReadJson(JsonReader reader, Type objectType, string? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
            (string?)reader.Value;
    }
}
