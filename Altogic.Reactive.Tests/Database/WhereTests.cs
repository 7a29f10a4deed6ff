// The lambdas are translated, never run: what they would do in C# does not matter here.
#pragma warning disable CA1304, CA1305, CA1309, CA1310, CA1311, CA1847, CA1862, CA1865, CA1866, CA2242, CA2249, CA2251
using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Database;

public sealed class WhereTests
{
    private static readonly string[] Ids = ["a", "b"];
    private static readonly DateTime Day = new(2024, 2, 3, 0, 0, 0, DateTimeKind.Utc);

    private StubHttp _http = null!;
    private AltogicClient _client = null!;
    private readonly string _field = "field";

    [SetUp]
    public void SetUp()
    {
        _http = new StubHttp();
        _client = _http.CreateClient();
    }

    [TearDown]
    public void TearDown()
    {
        _client.Dispose();
        _http.Dispose();
    }

    internal static IEnumerable<TestCaseData> Translations()
    {
        static TestCaseData Of(Expression<Func<Todo, bool>> predicate, string expected) =>
            new TestCaseData(predicate, expected).SetArgDisplayNames(expected);

        var prefix = "It's";
        int? nothing = null;
        string? noText = null;
        var limit = 5;
        var list = new List<string> { "x", "y" };
        var empty = Array.Empty<string>();
        var stages = new[] { Stage.Open, Stage.Done };
        var span = TimeSpan.FromMinutes(1.5);
        var set = new HashSet<string> { "x" };

        yield return Of(t => t.Title == "a", "title == 'a'");
        yield return Of(t => "a" == t.Title, "title == 'a'");
        yield return Of(t => t.Title != "a", "title != 'a'");
        yield return Of(t => t.Id == "1", "_id == '1'");
        yield return Of(t => t.Count > 3 && t.Count <= limit, "count > 3 && count <= 5");
        yield return Of(t => 3 < t.Count, "count > 3");
        yield return Of(t => t.Count >= -3 || t.Count < 0 && t.Price == 1.5m, "count >= -3 || count < 0 && price == 1.5");
        yield return Of(t => (t.Count == 1 || t.Count == 2) && t.Done, "(count == 1 || count == 2) && done");
        yield return Of(t => t.Done, "done");
        yield return Of(t => !t.Done, "!done");
        yield return Of(t => t.Done == true, "done");
        yield return Of(t => t.Done == false, "!done");
        yield return Of(t => t.Done != false, "done");
        yield return Of(t => t.Done == t.Hidden, "!done == !hidden");
        yield return Of(t => t.Done ^ t.Hidden, "!done != !hidden");
        yield return Of(t => t.Done & !t.Hidden, "done && !hidden");
        yield return Of(t => t.Maybe == true, "maybe == true");
        yield return Of(t => t.Maybe == false, "maybe == false");
        yield return Of(t => t.Maybe != true, "maybe != true");
        yield return Of(t => t.Maybe.HasValue, "EXISTS(maybe)");
        yield return Of(t => t.Maybe == null, "!EXISTS(maybe)");
        yield return Of(t => t.Maybe!.Value, "maybe");
        yield return Of(t => t.Maybe ?? false, "IFNULL(maybe, false)");
        yield return Of(t => t.Maybe.GetValueOrDefault(), "!!maybe");
        yield return Of(t => t.Rank.GetValueOrDefault() > 1, "IFNULL(rank, 0) > 1");
        yield return Of(t => t.Rank!.Value > 1, "rank > 1");
        yield return Of(t => t.Rank > nothing, "false");
        yield return Of(t => t.Rank == nothing, "!EXISTS(rank)");
        yield return Of(t => t.Count == nothing, "false");
        yield return Of(t => t.Count != nothing, "true");
        yield return Of(t => t.Title == null, "!EXISTS(title)");
        yield return Of(t => null != t.Title, "EXISTS(title)");
        yield return Of(t => t.Title == noText, "!EXISTS(title)");
        yield return Of(t => t.Owner != null, "EXISTS(owner)");
        yield return Of(t => t.Owner!.Address!.City == "Oslo", "owner.address.city == 'Oslo'");
        yield return Of(t => !(t.Count == 1), "!(count == 1)");
        yield return Of(t => !(t.Done && t.Hidden), "!(done && hidden)");
        yield return Of(t => t.Count == t.Rank, "count == rank");
        yield return Of(t => t.Count + 1 > t.Rank * 2, "count + 1 > rank * 2");
        yield return Of(t => (t.Count + 1) * 2 == 4, "(count + 1) * 2 == 4");
        yield return Of(t => t.Count - (t.Count - 1) == 1, "count - (count - 1) == 1");
        yield return Of(t => -t.Count < 0, "-count < 0");
        yield return Of(t => -(-t.Count) < 0, "-(-count) < 0");
        yield return Of(t => t.Count / 2 == 1, "TOINTEGER(count / 2) == 1");
        yield return Of(t => t.Count / 2 == -1, "TOINTEGER(count / 2) == -1");
        yield return Of(t => t.Count % 2 == -1, "MOD(count, 2) == -1");
        yield return Of(t => t.Rank != 5, "rank != 5");
        yield return Of(t => !(t.Rank > 5), "!(rank > 5)");
        yield return Of(t => t.Rank + t.Count > 3, "rank + count > 3");
        yield return Of(t => t.Rank.HasValue && t.Rank.Value % 2 == 0, "EXISTS(rank) && MOD(rank, 2) == 0");
        yield return Of(t => (t.Rank ?? 0) * 2 > 1, "IFNULL(rank, 0) * 2 > 1");
        yield return Of(t => t.Note == t.Lookup, "note == this.lookup");
        yield return Of(t => t.Note != t.Lookup, "note != this.lookup");
        yield return Of(t => t.Due > t.CreatedAt, "due > createdAt");
        yield return Of(t => t.Maybe == t.Done, "maybe == !!done");
        yield return Of(t => t.MaybeStage != t.Stage, "maybeStage != stage");
        yield return Of(t => (t.Count > 3) == t.Done, "!(count > 3) == !done");
        yield return Of(t => t.Steps.All(s => s.Minutes > 2 || s.Done == false), "ALLITEMSTRUE(steps, minutes > 2 || !done)");
        yield return Of(t => t.Price / 2 == 1, "price / 2 == 1");
        yield return Of(t => t.Count % 2 == 0, "MOD(count, 2) == 0");
        yield return Of(t => (int)t.Weight == 1, "TOINTEGER(weight) == 1");
        yield return Of(t => (double)t.Count / 2 > 0.5, "count / 2 > 0.5");
        yield return Of(t => t.Title.StartsWith(prefix), "STARTSWITH(title, \"It's\")");
        yield return Of(t => t.Title.StartsWith("X", StringComparison.OrdinalIgnoreCase), "STARTSWITH(TOLOWER(title), TOLOWER('X'))");
        yield return Of(t => t.Title.EndsWith('x'), "ENDSWITH(title, 'x')");
        yield return Of(t => t.Title.StartsWith("a", true, CultureInfo.InvariantCulture), "STARTSWITH(TOLOWER(title), TOLOWER('a'))");
        yield return Of(t => t.Title.EndsWith("a", false, CultureInfo.InvariantCulture), "ENDSWITH(title, 'a')");
        yield return Of(t => string.Compare(t.Title, "m", true) == 0, "TOLOWER(title) == TOLOWER('m')");
        yield return Of(t => string.Compare(t.Title, "m", false) > 0, "title > 'm'");
        yield return Of(t => decimal.Compare(t.Price, 2m) > 0 && Nullable.Compare(t.Rank, 2) < 0, "price > 2 && rank < 2");
        yield return Of(t => object.Equals(t.Note, "x") && decimal.Equals(t.Price, 1m), "note == 'x' && price == 1");
        yield return Of(t => set.Contains(t.Title), "IN(['x'], title)");
        yield return Of(t => Regex.IsMatch(t.Title, "^x", RegexOptions.IgnoreCase | RegexOptions.Compiled), "REGEXMATCH(title, '^x', 'i')");
        yield return Of(t => t.Title.Contains("x"), "INCLUDES(title, 'x')");
        yield return Of(t => t.Title.Contains("x", StringComparison.OrdinalIgnoreCase), "INCLUDES(title, 'x', false)");
        yield return Of(t => t.Title.Contains("x", StringComparison.Ordinal), "INCLUDES(title, 'x')");
        yield return Of(t => t.Title.ToLower() == "x", "TOLOWER(title) == 'x'");
        yield return Of(t => t.Title.ToLowerInvariant() == "x", "TOLOWER(title) == 'x'");
        yield return Of(t => t.Title.ToUpperInvariant() == "X", "TOUPPER(title) == 'X'");
        yield return Of(t => t.Title.Trim() == "x", "TRIM(title) == 'x'");
        yield return Of(t => t.Title.TrimStart() == t.Title.TrimEnd(), "LTRIM(title) == RTRIM(title)");
        yield return Of(t => t.Title.Length > 3, "LENGTH(title) > 3");
        yield return Of(t => t.Title.Substring(1, 2) == "x", "SUBSTRING(title, 1, 2) == 'x'");
        yield return Of(t => t.Title[0] == 'x', "SUBSTRING(title, 0, 1) == 'x'");
        yield return Of(t => t.Title.IndexOf("x") >= 0, "CHARINDEX(title, 'x') >= 0");
        yield return Of(t => t.Title.Replace("a", "b") == "x", "REPLACEALL(title, 'a', 'b') == 'x'");
        yield return Of(t => string.IsNullOrEmpty(t.Title), "!title");
        yield return Of(t => !string.IsNullOrEmpty(t.Title), "!!title");
        yield return Of(t => string.IsNullOrWhiteSpace(t.Title), "!TRIM(title)");
        yield return Of(t => t.Title + "-" + t.Count == "a-1", "title + '-' + count == 'a-1'");
        yield return Of(t => t.Title + t.Note == "ab", "'' + title + note == 'ab'");
        yield return Of(t => string.Concat(t.Title, t.Note, "c", "d") == "ab", "'' + title + note + 'c' + 'd' == 'ab'");
        yield return Of(t => t.Title + (t.Count + 1) == "a2", "'' + title + (count + 1) == 'a2'");
        yield return Of(t => t.Title.Equals("x"), "title == 'x'");
        yield return Of(t => t.Title.Equals("x", StringComparison.OrdinalIgnoreCase), "TOLOWER(title) == TOLOWER('x')");
        yield return Of(t => string.Equals(t.Title, t.Note), "title == note");
        yield return Of(t => t.Count.Equals(5), "count == 5");
        yield return Of(t => Equals(t.Title, null), "!EXISTS(title)");
        yield return Of(t => t.Count.ToString() == "5", "TOTEXT(count) == '5'");
        yield return Of(t => t.Count.ToString(CultureInfo.InvariantCulture) == "5", "TOTEXT(count) == '5'");
        yield return Of(t => t.Title.ToLower(CultureInfo.InvariantCulture) == "x", "TOLOWER(title) == 'x'");
        yield return Of(t => t.Title.CompareTo("m") > 0, "title > 'm'");
        yield return Of(t => string.CompareOrdinal(t.Id, "m") <= 0, "_id <= 'm'");
        yield return Of(t => 0 > string.Compare(t.Title, "m", StringComparison.Ordinal), "title < 'm'");
        yield return Of(t => Regex.IsMatch(t.Title, "^a.b$", RegexOptions.IgnoreCase), "REGEXMATCH(title, '^a.b$', 'i')");
        yield return Of(t => list.Contains(t.Title), "IN(['x', 'y'], title)");
        yield return Of(t => Ids.Contains(t.Id), "IN(['a', 'b'], _id)");
        yield return Of(t => empty.Contains(t.Id), "IN([], _id)");
        yield return Of(t => new HashSet<string?>(Ids).Contains(t.Id), "IN(['a', 'b'], _id)");
        yield return Of(t => !list.Contains(t.Title), "!IN(['x', 'y'], title)");
        yield return Of(t => stages.Contains(t.Stage), "IN([1, 2], stage)");
        yield return Of(t => stages.Contains(t.NamedStage), "IN(['Open', 'Done'], namedStage)");
        yield return Of(t => t.Tags.Contains("x"), "IN(tags, 'x')");
        yield return Of(t => t.Numbers.Contains(3), "IN(numbers, 3)");
        yield return Of(t => t.Tags.Contains(t.Title), "IN(tags, title)");
        yield return Of(t => t.Tags.Any(), "SIZE(tags) > 0");
        yield return Of(t => !t.Tags.Any(), "!(SIZE(tags) > 0)");
        yield return Of(t => t.Tags.Count == 2, "SIZE(tags) == 2");
        yield return Of(t => t.Numbers.Length == 2, "SIZE(numbers) == 2");
        yield return Of(t => t.Tags.Count() == 2, "SIZE(tags) == 2");
        yield return Of(t => t.Tags[0] == "x", "ELEMENTAT(tags, 0) == 'x'");
        yield return Of(t => t.Numbers[1] == 1, "ELEMENTAT(numbers, 1) == 1");
        yield return Of(t => t.Tags.First() == "x", "FIRST(tags) == 'x'");
        yield return Of(t => t.Numbers.Sum() > 3 && t.Numbers.Max() < 9, "SUM(numbers) > 3 && MAX(numbers) < 9");
        yield return Of(t => t.Tags.Any(tag => tag == "x" || tag.StartsWith("y")), "ANYITEMTRUE(tags, this == 'x' || STARTSWITH(this, 'y'))");
        yield return Of(t => t.Steps.Any(s => s.Minutes > limit && !s.Done), "ANYITEMTRUE(steps, minutes > 5 && !done)");
        yield return Of(t => t.Steps.All(s => s.Text != null), "ALLITEMSTRUE(steps, EXISTS(text))");
        yield return Of(t => t.Steps.Exists(s => s.Done) && t.Steps.TrueForAll(s => s.Done), "ANYITEMTRUE(steps, done) && ALLITEMSTRUE(steps, done)");
        yield return Of(t => t.Steps.Count(s => s.Done) > 1, "COUNTITEMS(steps, done) > 1");
        yield return Of(t => t.Steps.Any(s => s.Marks.Any(m => m == 1)), "ANYITEMTRUE(steps, ANYITEMTRUE(marks, this == 1))");
        yield return Of(t => list.Any(x => t.Tags.Contains(x)), "IN(tags, 'x') || IN(tags, 'y')");
        yield return Of(t => t.Done && list.All(x => t.Tags.Contains(x) || t.Title == x), "done && (IN(tags, 'x') || title == 'x') && (IN(tags, 'y') || title == 'y')");
        yield return Of(t => empty.Any(x => t.Tags.Contains(x)), "false");
        yield return Of(t => empty.All(x => t.Tags.Contains(x)), "true");
        yield return Of(t => t.Title == list.First(x => x.Length > 0), "title == 'x'");
        yield return Of(t => t.Stage == Stage.Done, "stage == 2");
        yield return Of(t => t.Stage != Stage.Done, "stage != 2");
        yield return Of(t => t.Stage > Stage.Open, "stage > 1");
        yield return Of(t => t.MaybeStage == Stage.Done, "maybeStage == 2");
        yield return Of(t => t.MaybeStage == null, "!EXISTS(maybeStage)");
        yield return Of(t => t.NamedStage == Stage.Done, "namedStage == 'Done'");
        yield return Of(t => t.Letter == 'x', "letter == 'x'");
        yield return Of(t => t.Due > Day, "due > '2024-02-03T00:00:00.000Z'");
        yield return Of(t => t.CreatedAt >= new DateTimeOffset(2024, 2, 3, 3, 0, 0, TimeSpan.FromHours(3)), "createdAt >= '2024-02-03T00:00:00.000Z'");
        yield return Of(t => t.Due == null || t.Due!.Value.Year == 2024, "!EXISTS(due) || YEAR(due) == 2024");
        yield return Of(t => t.CreatedAt.Month == 2 && t.CreatedAt.Day == 3, "MONTH(createdAt) == 2 && DAY(createdAt) == 3");
        yield return Of(t => t.CreatedAt.DayOfWeek == DayOfWeek.Monday, "DAYOFWEEK(createdAt) - 1 == 1");
        yield return Of(t => t.CreatedAt.Date == Day, "DATETRUNC(createdAt, 'day') == '2024-02-03T00:00:00.000Z'");
        yield return Of(t => t.CreatedAt.AddDays(7) < t.Due, "DATEADD(createdAt, 7, 'day') < due");
        yield return Of(t => (t.Due!.Value - t.CreatedAt.UtcDateTime).TotalHours > 2, "(due - createdAt) / 3600000 > 2");
        yield return Of(t => t.Due - Day > span, "due - DATEVALUE('2024-02-03T00:00:00.000Z') > 90000");
        yield return Of(t => t.CreatedAt + span < Day, "createdAt + 90000 < '2024-02-03T00:00:00.000Z'");
        yield return Of(t => Math.Abs(t.Weight) < 0.5, "ABS(weight) < 0.5");
        yield return Of(t => Math.Round(t.Weight, 1, MidpointRounding.AwayFromZero) == 0.5, "ROUND(weight, 1) == 0.5");
        yield return Of(t => Math.Max(t.Count, 3) == Math.Ceiling(t.Weight), "MAX(count, 3) == CEIL(weight)");
        yield return Of(t => Math.Log(t.Weight) + Math.Log(t.Weight, 2) > 1, "LN(weight) + LOG(weight, 2) > 1");
        yield return Of(t => (t.Done ? t.Count : 0) > 1, "IF(done, count, 0) > 1");
        yield return Of(t => (t.Note ?? t.Title) == "x", "IFNULL(note, title) == 'x'");
        yield return Of(t => t.Place.Longitude > 10 && t.Place.Latitude < 5, "LONGITUDE(place) > 10 && LATITUDE(place) < 5");
        yield return Of(t => t.Extra["color"] == "red", "extra.color == 'red'");
        yield return Of(t => t.Renamed == 1, "renamed_field == 1");
        yield return Of(t => t.Lookup == "x", "this.lookup == 'x'");
        yield return Of(t => t.Owner!.Lookup == "x", "owner.lookup == 'x'");
        yield return Of(t => t.Key == Guid.Empty, "key == '00000000-0000-0000-0000-000000000000'");
        yield return Of(_ => true, "true");
        yield return Of(t => Helper(limit) == t.Count, "count == 10");
    }

    private static int Helper(int n) => n * 2;

    private static class Versions
    {
        public static int Compare(string left, string right) => new Version(left).CompareTo(new Version(right));

        public static bool Equals(string left, string right) => Compare(left, right) == 0;
    }

    [TestCaseSource(nameof(Translations))]
    public void Where_Lambda_BecomesExpression(Expression<Func<Todo, bool>> predicate, string expected) =>
        Assert.That(_client.Db.Model<Todo>().Where(predicate).Expression, Is.EqualTo(expected));

    [Test]
    public void Where_Translations_AreWellFormed()
    {
        foreach (var data in Translations()) Assert.That(() => ExpressionLexer.Read((string)data.Arguments[1]!), Throws.Nothing);
    }

    [Test]
    public void Where_CapturedFieldOfThis_IsEvaluated() =>
        Assert.That(_client.Db.Model<Todo>().Where(t => t.Title == _field).Expression, Is.EqualTo("title == 'field'"));

    [Test]
    public void Where_Json_ReachesNamedFields()
    {
        var todos = _client.Db.Model("todos");
        Assert.That(todos.Where(o => (string?)o["name"] == "x" && (int)o["age"]! > 5).Expression, Is.EqualTo("name == 'x' && age > 5"));
        Assert.That(todos.Where(o => (string?)o["address"]!["city"] == "x").Expression, Is.EqualTo("address.city == 'x'"));
        Assert.That(todos.Where(o => o["tags"]!.Contains("x")).Expression, Is.EqualTo("IN(tags, 'x')"));
        Assert.That(todos.Where(o => o.Value<bool>("done")).Expression, Is.EqualTo("done"));
        Assert.That(todos.Where(o => !(bool)o["done"]!).Expression, Is.EqualTo("!done"));
        Assert.That(todos.OrderBy(o => o["name"]).Where(o => o["name"] == null).Expression, Is.EqualTo("!EXISTS(name)"));
    }

    [Test]
    public void Where_AfterWhereAndFilter_AddsUp()
    {
        var todos = _client.Db.Model<Todo>();
        Assert.That(todos.Where(t => t.Done).Where(t => t.Count > 1).Expression, Is.EqualTo("done && count > 1"));
        Assert.That(todos.Where(t => t.Done || t.Hidden).Where(t => t.Count > 1 || t.Done).Expression, Is.EqualTo("(done || hidden) && (count > 1 || done)"));
        Assert.That(todos.Filter("a || b").Where(t => t.Done).Expression, Is.EqualTo("(a || b) && done"));
        Assert.That(todos.Filter(" ").Where(t => t.Done).Expression, Is.EqualTo("done"));
        Assert.That(todos.Where(t => t.Done).Filter("a").Expression, Is.EqualTo("a"), "Filter starts over");
        Assert.That(todos.Where(t => t.Done).Limit(5).Where(t => t.Hidden).Expression, Is.EqualTo("done && hidden"));
    }

    [Test]
    public void Where_ThousandsOfAlternatives_StayFlat()
    {
        var parameter = Expression.Parameter(typeof(Todo), "t");
        var title = Expression.Property(parameter, nameof(Todo.Title));
        var body = Enumerable.Range(0, 500)
            .Select(i => (Expression)Expression.Equal(title, Expression.Constant("t" + i)))
            .Aggregate(Expression.OrElse);
        var expression = _client.Db.Model<Todo>().Where(Expression.Lambda<Func<Todo, bool>>(body, parameter)).Expression!;
        Assert.That(expression, Does.StartWith("title == 't0' || title == 't1' || ").And.EndWith("|| title == 't499'"));
    }

    [Test]
    public void Where_BottomlessTree_ThrowsInsteadOfCrashing()
    {
        var parameter = Expression.Parameter(typeof(Todo), "t");
        Expression body = Expression.Property(parameter, nameof(Todo.Done));
        for (var i = 0; i < 200_000; i++) body = Expression.Not(body);
        var lambda = Expression.Lambda<Func<Todo, bool>>(body, parameter);
        Assert.That(() => _client.Db.Model<Todo>().Where(lambda), Throws.InstanceOf<InsufficientExecutionStackException>());
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        static TestCaseData Of(Expression<Func<Todo, bool>> predicate, string advice) => new TestCaseData(predicate, advice).SetArgDisplayNames(predicate.ToString());

        var looseSet = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "x" };
        var byLength = new SortedSet<string>(Comparer<string>.Create((a, b) => a.Length - b.Length)) { "x" };

        yield return Of(t => t.Title.StartsWith("x", StringComparison.CurrentCulture), "Ordinal");
        yield return Of(t => t.Title.StartsWith("x", true, CultureInfo.GetCultureInfo("tr-TR")), "Ordinal");
        yield return Of(t => t.Title.EndsWith("x", true, null), "Ordinal");
        yield return Of(t => string.Compare(t.Title, "m", t.Done) == 0, "when the query is built");
        yield return Of(t => Versions.Compare(t.Title, "1.10") > 0, "counterpart");
        yield return Of(t => Versions.Equals(t.Title, "1.10"), "counterpart");
        yield return Of(t => t.Stage.CompareTo(Stage.Open) > 0, "counterpart");
        yield return Of(t => looseSet.Contains(t.Title), "how this set compares");
        yield return Of(t => byLength.Contains(t.Title), "how this set compares");
        yield return Of(t => Regex.IsMatch(t.Title, "a b", RegexOptions.IgnorePatternWhitespace), "IgnoreCase, Multiline and Singleline");
        yield return Of(t => Math.Round(t.Weight) == 1, "AwayFromZero");
        yield return Of(t => t.Steps.Any(s => s.Text == t.Title), "only the item is visible");
        yield return Of(t => t.Steps.First().Text == "x", "Only members reached from the object");
        yield return Of(t => t.NamedStage > Stage.Open, "stored as text");
        yield return Of(t => t.Stage.HasFlag(Stage.Done), "Flags");
        yield return Of(t => t.Stage.ToString() == "Done", "same text");
        yield return Of(t => t.Done.ToString() == "True", "same text");
        yield return Of(t => t.Title + t.Done == "xTrue", "same text");
        yield return Of(t => (t.Count & 1) == 1, "Bit operations");
        yield return Of(t => ~t.Count == 1, "counterpart");
        yield return Of(t => t.Ignored == 1, "not stored");
        yield return Of(t => t.Unspeakable == 1, "letters, digits and underscores");
        yield return Of(t => Helper(t.Count) == 1, "Filter");
        yield return Of(t => t.Title.ToLower(CultureInfo.GetCultureInfo("tr-TR")) == "x", "counterpart");
        yield return Of(t => t.Count.ToString("x8") == "x", "same text");
        yield return Of(t => t.Title.Normalize() == "x", "Filter");
        yield return Of(t => t.Extra[t.Title] == "x", "when the query is built");
        yield return Of(t => t.Took > TimeSpan.FromHours(1), "Durations");
        yield return Of(t => t.Took.TotalHours > 1, "difference of two times");
        yield return Of(t => t.CreatedAt.Ticks > 1, "Year to Millisecond");
        yield return Of(t => t.Title is object, "Use comparisons");
        yield return Of(t => ((List<string>)null!).Contains(t.Title), "list is null");
    }

    [TestCaseSource(nameof(Refusals))]
    public void Where_Unsupported_SaysWhatToDo(Expression<Func<Todo, bool>> predicate, string advice) =>
        Assert.That(() => _client.Db.Model<Todo>().Where(predicate), Throws.TypeOf<NotSupportedException>().With.Message.Contains(advice));

    [Test]
    public void Where_ObjectAsValue_Throws()
    {
        var owner = new TodoOwner();
        Assert.That(() => _client.Db.Model<Todo>().Where(t => t.Owner == owner), Throws.ArgumentException);
        Assert.That(() => _client.Db.Model<Todo>().Where(t => t.Weight == double.NaN), Throws.ArgumentException);
        Assert.That(() => _client.Db.Model<Todo>().Where(null!), Throws.ArgumentNullException);
    }
}
