namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Reads endpoints, queues, tasks, buckets and services.</summary>
internal static class ServiceReader
{
    public static EndpointDefinition ReadEndpoint(SectionReader section)
    {
        var endpoint = new EndpointDefinition
        {
            Method = section.RequiredText("method"),
            Path = section.RequiredText("path"),
            Service = section.RequiredText("service"),
            Enabled = section.Flag("enabled", true),
            ApiKeyRequired = section.Flag("apiKeyRequired", false),
            SessionRequired = section.Flag("sessionRequired", false),
            AccessGroups = section.Texts("accessGroups"),
        };
        section.End();
        return endpoint;
    }

    public static QueueDefinition ReadQueue(SectionReader section)
    {
        var queue = new QueueDefinition
        {
            Name = section.RequiredText("name"),
            Service = section.RequiredText("service"),
            MaxAttempts = section.Whole("maxAttempts", 5),
            TimeoutSeconds = section.Whole("timeoutSeconds", 30),
            Concurrency = section.Whole("concurrency", 1),
            MaxDelaySeconds = section.Whole("maxDelaySeconds", 86_400),
            MaxWaiting = section.Whole("maxWaiting", 1_000_000),
        };
        section.End();
        return queue;
    }

    public static TaskDefinition ReadTask(SectionReader section)
    {
        var task = new TaskDefinition
        {
            Name = section.RequiredText("name"),
            Cron = section.RequiredText("cron"),
            TimeZone = section.Text("timeZone") ?? "UTC",
            Service = section.RequiredText("service"),
            TimeoutSeconds = section.Whole("timeoutSeconds", 300),
            CatchUpSeconds = section.Whole("catchUpSeconds", 86_400),
        };
        section.End();
        return task;
    }

    public static BucketDefinition ReadBucket(SectionReader section)
    {
        var bucket = new BucketDefinition { Name = section.RequiredText("name"), IsPublic = section.Flag("isPublic", true) };
        section.End();
        return bucket;
    }

    public static ServiceDefinition ReadService(SectionReader section)
    {
        var service = new ServiceDefinition { Url = section.RequiredText("url"), TimeoutSeconds = section.Whole("timeoutSeconds", 30) };
        section.End();
        return service;
    }
}
