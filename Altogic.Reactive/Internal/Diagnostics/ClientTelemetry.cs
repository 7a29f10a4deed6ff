using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Traces and metrics under the name <c>Altogic.Reactive</c>; they cost next to nothing while nobody listens.</summary>
internal static class ClientTelemetry
{
    public const string Name = "Altogic.Reactive";
    private const string OperationTag = "altogic.operation";
    private const string KindTag = "error.type";

    private static readonly string? Version = typeof(ClientTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("altogic.client.operation.duration", "s", "Time from subscription to result.");

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("altogic.client.operation.failures", "{operation}", "Operations that ended in a failure.");

    private static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("altogic.client.operation.retries", "{attempt}", "Attempts after the first.");

    public static Activity? StartOperation(string operation) =>
        Source.HasListeners() ? Start(operation) : null;

    public static void Retried(string operation) => Retries.Add(1, Tag(OperationTag, operation));

    public static void Cancelled(Activity? activity)
    {
        if (activity is null) return;
        activity.SetTag(KindTag, "cancelled");
        activity.Stop();
    }

    public static void Ended(Activity? activity, string operation, AltogicError? error, Exception? bug, TimeSpan elapsed)
    {
        var kind = error?.Kind.ToString() ?? bug?.GetType().FullName;
        Duration.Record(elapsed.TotalSeconds, Tag(OperationTag, operation), Tag(KindTag, kind));
        if (kind is not null) Failures.Add(1, Tag(OperationTag, operation), Tag(KindTag, kind));
        if (activity is null) return;
        if (kind is not null)
        {
            activity.SetTag(KindTag, kind);
            activity.SetStatus(ActivityStatusCode.Error, error?.Items[0].Code);
        }

        if (error is { Status: > 0 }) activity.SetTag("http.response.status_code", error.Status);
        activity.Stop();
    }

    private static Activity? Start(string operation)
    {
        // the subscriber's own current activity must be the same before and after
        var current = Activity.Current;
        var activity = Source.StartActivity(operation, ActivityKind.Client);
        activity?.SetTag(OperationTag, operation);
        Activity.Current = current;
        return activity;
    }

    private static KeyValuePair<string, object?> Tag(string name, string? value) => new(name, value);
}
