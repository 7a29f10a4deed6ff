using System.Diagnostics;
using System.Diagnostics.Metrics;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Tests.Internal.Execution;

namespace Altogic.Reactive.Tests.Internal.Diagnostics;

[NonParallelizable]
public sealed class TelemetryTests
{
    [Test]
    public void EveryOperation_IsOneActivity_AroundAllItsAttempts()
    {
        var stopped = new List<Activity>();
        using var listener = Listen(stopped);
        using var fixture = new ExecutorFixture();
        Activity? whileSending = null;
        fixture.Route().Fail(503, "busy").Answer(_ =>
        {
            whileSending = Activity.Current;
            return Testing.StubRoute.Message(200, new StringContent("{}"), "application/json", []);
        });

        fixture.Observe(fixture.Read());
        Assert.That(Activity.Current, Is.Null, "the subscriber's own activity must not change");
        fixture.Scheduler.Start();

        var activity = stopped.Single();
        Assert.That(whileSending, Is.SameAs(activity));
        Assert.That((activity.Kind, activity.Status), Is.EqualTo((ActivityKind.Client, ActivityStatusCode.Unset)));
    }

    [Test]
    public void AFailure_IsOnTheActivity()
    {
        var stopped = new List<Activity>();
        using var listener = Listen(stopped);
        using var fixture = new ExecutorFixture();
        fixture.Route().Fail(400, "not_unique");

        fixture.Observe(fixture.Read());

        var activity = stopped.Single();
        Assert.That((activity.Status, activity.StatusDescription), Is.EqualTo((ActivityStatusCode.Error, "not_unique")));
        Assert.That(activity.GetTagItem("error.type"), Is.EqualTo("Api"));
        Assert.That(activity.GetTagItem("http.response.status_code"), Is.EqualTo(400));
    }

    [Test]
    public void ADisposedOperation_EndsItsActivity()
    {
        var stopped = new List<Activity>();
        using var listener = Listen(stopped);
        using var fixture = new ExecutorFixture();
        fixture.Route().Hang();
        fixture.Observe(fixture.Read(), out var subscription);

        subscription.Dispose();

        Assert.That(stopped.Single().GetTagItem("error.type"), Is.EqualTo("cancelled"));
    }

    [Test]
    public void Metrics_CountDurationsFailuresAndRepetitions()
    {
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ClientTelemetry.Name) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(seen, instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(seen, instrument, tags));
        listener.Start();
        using var fixture = new ExecutorFixture();
        fixture.Route().Fail(503, "busy").Fail(400, "no");

        fixture.Observe(fixture.Read());
        fixture.Scheduler.Start();

        Assert.That(seen, Is.EqualTo(new[]
        {
            "altogic.client.operation.retries test.read ",
            "altogic.client.operation.duration test.read Api",
            "altogic.client.operation.failures test.read Api",
        }));
    }

    private static ActivityListener Listen(List<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ClientTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // whatever else this process does has other names
                if (activity.OperationName == ExecutorFixture.Safe.Name) stopped.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Note(List<string> seen, Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var values = new Dictionary<string, object?>();
        foreach (var tag in tags) values[tag.Key] = tag.Value;
        if (Equals(values.GetValueOrDefault("altogic.operation"), ExecutorFixture.Safe.Name))
            seen.Add($"{instrument.Name} {values["altogic.operation"]} {values.GetValueOrDefault("error.type")}");
    }
}
