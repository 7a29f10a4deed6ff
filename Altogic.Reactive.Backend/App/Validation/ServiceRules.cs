using Altogic.Reactive.Backend.App.Loading;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Modules.Tasks;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks endpoints, queues, tasks and buckets, and that the services they name exist.</summary>
internal static class ServiceRules
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];

    public static void Check(AppDefinition app, IReadOnlyCollection<string>? codeServices, DefinitionProblems problems)
    {
        CheckServices(app, codeServices, problems);
        CheckEndpoints(app, problems);
        ValueRules.Names(problems, "queues", app.Queues, q => q.Name, "queue", StringComparer.OrdinalIgnoreCase, "name");
        ValueRules.Names(problems, "tasks", app.Tasks, t => t.Name, "task", StringComparer.OrdinalIgnoreCase, "name");
        ValueRules.Names(problems, "buckets", app.Buckets, b => b.Name, "bucket", StringComparer.OrdinalIgnoreCase, "name");
        for (var i = 0; i < app.Queues.Count; i++) CheckQueue(ValueRules.At("queues", i), app.Queues[i], problems);
        for (var i = 0; i < app.Tasks.Count; i++) CheckTask(ValueRules.At("tasks", i), app.Tasks[i], problems);
        for (var i = 0; i < app.Buckets.Count; i++) CheckBucket(ValueRules.At("buckets", i, "name"), app.Buckets[i].Name, problems);
    }

    private static void CheckBucket(string path, string name, DefinitionProblems problems)
    {
        if (string.Equals(name, StorageNames.Root, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(path, "the bucket \"root\" always exists: leave it out.");
            return;
        }

        try
        {
            if (!string.IsNullOrWhiteSpace(name)) StorageNames.Bucket(name, "name");
        }
        catch (ApiException e)
        {
            problems.Add(path, e.Message);
        }
    }

    private static void CheckServices(AppDefinition app, IReadOnlyCollection<string>? codeServices, DefinitionProblems problems)
    {
        foreach (var (name, service) in app.Services)
        {
            var path = "services." + name;
            if (string.IsNullOrWhiteSpace(name)) problems.Add(path, "is empty: give the service a name.");
            ValueRules.HttpUrl(problems, path + ".url", service.Url);
            ValueRules.Between(problems, path + ".timeoutSeconds", service.TimeoutSeconds, 1, 86_400);
            if (codeServices?.Contains(name) == true) problems.Add(path, $"the service \"{name}\" is written in code as well: keep one of them.");
        }

        if (codeServices is null) return;
        string[] known = [.. app.Services.Keys, .. codeServices];
        for (var i = 0; i < app.Endpoints.Count; i++) CheckService(ValueRules.At("endpoints", i, "service"), app.Endpoints[i].Service, known, problems);
        for (var i = 0; i < app.Queues.Count; i++) CheckService(ValueRules.At("queues", i, "service"), app.Queues[i].Service, known, problems);
        for (var i = 0; i < app.Tasks.Count; i++) CheckService(ValueRules.At("tasks", i, "service"), app.Tasks[i].Service, known, problems);
    }

    private static void CheckService(string path, string name, string[] known, DefinitionProblems problems)
    {
        if (known.Contains(name, StringComparer.Ordinal)) return;
        var cure = known.Length == 0 ? "add it to \"services\"." : $"services are {string.Join(", ", known)}.";
        problems.Add(path, $"there is no service \"{name}\"{NearMiss.Hint(name, known)}: {cure}");
    }

    private static void CheckEndpoints(AppDefinition app, DefinitionProblems problems)
    {
        var routes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < app.Endpoints.Count; i++)
        {
            var (endpoint, path) = (app.Endpoints[i], ValueRules.At("endpoints", i));
            if (!Methods.Contains(endpoint.Method, StringComparer.OrdinalIgnoreCase))
                problems.Add(path + ".method", $"\"{endpoint.Method}\" is not a method: use {string.Join(", ", Methods)}.");
            CheckGroups(path, endpoint, app.AccessGroups, problems);
            if (RouteShape.Of(endpoint.Path, out var mistake) is not { } shape)
            {
                problems.Add(path + ".path", mistake!);
                continue;
            }

            var route = endpoint.Method.ToUpperInvariant() + " " + shape;
            if (!routes.TryAdd(route, endpoint.Path))
                problems.Add(path + ".path", $"{endpoint.Method} {endpoint.Path} matches the same requests as {routes[route]}: change or remove one of them.");
        }
    }

    private static void CheckGroups(string path, EndpointDefinition endpoint, IReadOnlyList<string> groups, DefinitionProblems problems)
    {
        for (var i = 0; i < endpoint.AccessGroups.Count; i++)
        {
            var group = endpoint.AccessGroups[i];
            if (groups.Contains(group, StringComparer.Ordinal)) continue;
            problems.Add(ValueRules.At(path + ".accessGroups", i), $"there is no access group \"{group}\"{NearMiss.Hint(group, groups)}: add it to \"accessGroups\".");
        }
    }

    private static void CheckQueue(string path, QueueDefinition queue, DefinitionProblems problems)
    {
        ValueRules.Between(problems, path + ".maxAttempts", queue.MaxAttempts, 1, 1000);
        ValueRules.Between(problems, path + ".timeoutSeconds", queue.TimeoutSeconds, 1, 86_400);
        ValueRules.Between(problems, path + ".concurrency", queue.Concurrency, 1, 1000);
        ValueRules.Between(problems, path + ".maxDelaySeconds", queue.MaxDelaySeconds, 0, 31_536_000);
        ValueRules.Between(problems, path + ".maxWaiting", queue.MaxWaiting, 1, 100_000_000);
    }

    private static void CheckTask(string path, TaskDefinition task, DefinitionProblems problems)
    {
        ValueRules.Between(problems, path + ".timeoutSeconds", task.TimeoutSeconds, 1, 86_400);
        ValueRules.Between(problems, path + ".catchUpSeconds", task.CatchUpSeconds, 0, 604_800);
        if (CronSchedule.Parse(task.Cron, out var mistake) is null) problems.Add(path + ".cron", mistake!);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(task.TimeZone, out _))
            problems.Add(path + ".timeZone", $"there is no time zone \"{task.TimeZone}\": use an IANA name like \"UTC\" or \"Europe/Istanbul\".");
    }
}
