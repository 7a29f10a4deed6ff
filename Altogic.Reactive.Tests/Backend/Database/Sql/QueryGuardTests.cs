using System.Text.Json;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using Altogic.Reactive.Backend.Modules.Database.Sql;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Queries that take too long, or that nobody waits for any more.</summary>
internal sealed class QueryGuardTests
{
    private const string Everything = """{"expression":"TOTEXT(v) == 'x' || v == -1"}""";

    [Test]
    public void List_BeyondTheTimeLimit_IsGivenUp()
    {
        var time = new SteppingTime();
        using var fixture = Filled(time);
        time.StepPerCall = TimeSpan.FromSeconds(20);

        var refusal = Assert.Throws<ApiException>(() => fixture.List("things", Everything))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
        time.StepPerCall = TimeSpan.Zero;
        Assert.That(fixture.List("things", """{"limit":3}"""), Has.Count.EqualTo(3), "the connection still works");
    }

    [TestCase("SIZE(UNIQUE(RANGE(0, 1500))) == 1500 && v == 1")]
    [TestCase("SIZE(UNIQUE(RANGE(v, v + 1500))) == 1 && v != -1")]
    public void List_BeyondTheTimeLimitInsideOneRow_IsGivenUp(string filter)
    {
        var time = new SteppingTime();
        using var fixture = Filled(time);
        var calls = 0;
        time.OnCall = () => calls++;
        time.StepPerCall = TimeSpan.FromSeconds(31);

        var refusal = Assert.Throws<ApiException>(() => fixture.List("things", $$"""{"expression":"{{filter}}"}"""))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
        Assert.That(calls, Is.LessThan(30), "the clock is looked at fifty times in one such calculation");
    }

    [Test]
    public void Spend_OnceTheTimeIsOver_EndsEveryFurtherStep()
    {
        var time = new SteppingTime();
        using var fixture = Filled(time);
        var guard = QueryGuard.Of(fixture.Session);
        using var watch = guard.Start(time, TimeSpan.FromSeconds(30), CancellationToken.None);
        time.StepPerCall = TimeSpan.FromSeconds(31);

        Assert.That(() => guard.Spend(100), Throws.Nothing, "the clock is not looked at for every step");
        Assert.That(() => guard.Spend(100_000), Throws.TypeOf<ApiException>());
        Assert.That(() => guard.Spend(1), Throws.TypeOf<ApiException>());
    }

    [TestCase("[]")]
    [TestCase("'a'")]
    public void Compute_WithCostlyConstants_HasOneBudgetForAll(string group)
    {
        using var fixture = Filled(TimeProvider.System);
        var costly = string.Join(" + ", Enumerable.Repeat("SIZE(UNIQUE(RANGE(0, 2000)))", 100));
        var computations = ComputationReader.Read(JsonElement.Parse($$"""[{"name":"n","type":"sum","expression":"{{costly}}"}]"""));
        var request = new QueryRequest { Group = group == "[]" ? null : new GroupKey(group, []) };

        var refusal = Assert.Throws<ApiException>(
            () => fixture.Engine.Compute(fixture.Session, fixture.Models.Resolve("things"), request, computations, new System.Buffers.ArrayBufferWriter<byte>()))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
    }

    [Test]
    public void FindMatches_CancelledHalfWay_Stops()
    {
        using var cancel = new CancellationTokenSource();
        var time = new SteppingTime();
        using var fixture = Filled(time);
        var calls = 0;
        time.OnCall = () =>
        {
            if (++calls == 3) cancel.Cancel();
        };

        Assert.That(
            () => fixture.Engine.FindMatches(fixture.Session, fixture.Models.Resolve("things"), new QueryRequest { Expression = "v != 5" }, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => fixture.Engine.FindMatches(fixture.Session, fixture.Models.Resolve("things"), new QueryRequest(), cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void List_FunctionThatFails_GivesItsRefusal()
    {
        using var fixture = Filled(TimeProvider.System);

        var refusal = Assert.Throws<ApiException>(() => fixture.List("things", """{"expression":"COMPARE(v, 'a') == 1"}"""))!;

        Assert.That(refusal.Items[0].Code, Is.EqualTo("invalid_value"));
        Assert.That(fixture.List("things", """{"limit":3}"""), Has.Count.EqualTo(3));
    }

    private static QueryFixture Filled(TimeProvider time)
    {
        var fixture = new QueryFixture(new AppDefinition { Limits = new LimitsDefinition { QueryTimeoutSeconds = 30 } }, time);
        fixture.Insert("things", Enumerable.Range(0, 3000).Select(i => $$"""{"v":{{i}}}"""));
        return fixture;
    }

    private sealed class SteppingTime : TimeProvider
    {
        private long _ticks;

        public TimeSpan StepPerCall { get; set; }

        public Action OnCall { get; set; } = () => { };

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            OnCall();
            return _ticks += StepPerCall.Ticks;
        }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
