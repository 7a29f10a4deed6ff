namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Turns <c>altogic.json</c> into definitions; what the values mean is checked later, for definitions built in code too.</summary>
internal static class AppDefinitionReader
{
    public static AppDefinition Read(SectionReader root)
    {
        var fallback = new AppDefinition();
        var mail = root.Section("mail");
        var sms = root.Section("sms");
        var app = new AppDefinition
        {
            Name = root.Text("name") ?? fallback.Name,
            PublicUrl = root.Text("publicUrl"),
            Auth = root.Section("auth") is { } auth ? AuthReader.Read(auth) : fallback.Auth,
            AccessGroups = root.Texts("accessGroups"),
            ClientKeys = [.. root.Sections("clientKeys").Select(ReadClientKey)],
            ApiKeys = [.. root.Sections("apiKeys").Select(ReadApiKey)],
            Models = root.Named("models", ModelReader.Read, resolvesEnvironment: false),
            SchemaLess = root.Flag("schemaLess", fallback.SchemaLess),
            Endpoints = [.. root.Sections("endpoints").Select(ServiceReader.ReadEndpoint)],
            Queues = [.. root.Sections("queues").Select(ServiceReader.ReadQueue)],
            Tasks = [.. root.Sections("tasks").Select(ServiceReader.ReadTask)],
            Buckets = [.. root.Sections("buckets").Select(ServiceReader.ReadBucket)],
            Services = root.Named("services", ServiceReader.ReadService) ?? fallback.Services,
            SmtpUrl = mail?.RequiredText("smtp"),
            MailFrom = mail?.Text("from"),
            SmsUrl = sms?.RequiredText("url"),
            Limits = root.Section("limits") is { } limits ? ReadLimits(limits) : fallback.Limits,
        };
        mail?.End();
        sms?.End();
        root.End();
        return app;
    }

    private static ClientKeyDefinition ReadClientKey(SectionReader section)
    {
        var key = new ClientKeyDefinition
        {
            Key = section.RequiredText("key"),
            AllowedDomains = section.Texts("allowedDomains"),
            RequireOrigin = section.Flag("requireOrigin", false),
            EnforceSession = section.Flag("enforceSession", false),
            Rights = section.OptionalTexts("rights"),
        };
        section.End();
        return key;
    }

    private static ApiKeyDefinition ReadApiKey(SectionReader section)
    {
        var key = new ApiKeyDefinition { Key = section.RequiredText("key"), Name = section.Text("name") ?? "" };
        section.End();
        return key;
    }

    private static LimitsDefinition ReadLimits(SectionReader section)
    {
        var fallback = new LimitsDefinition();
        var limits = new LimitsDefinition
        {
            JsonBodyBytes = section.LongWhole("jsonBodyBytes") ?? fallback.JsonBodyBytes,
            FileBytes = section.LongWhole("fileBytes") ?? fallback.FileBytes,
            Buckets = section.Whole("buckets", fallback.Buckets),
            FilesPerBucket = section.Whole("filesPerBucket", fallback.FilesPerBucket),
            StorageBytes = section.LongWhole("storageBytes") ?? fallback.StorageBytes,
            CacheValueBytes = section.LongWhole("cacheValueBytes") ?? fallback.CacheValueBytes,
            CacheBytes = section.LongWhole("cacheBytes") ?? fallback.CacheBytes,
            CacheKeys = section.Whole("cacheKeys", fallback.CacheKeys),
            RealtimeMessageBytes = section.LongWhole("realtimeMessageBytes") ?? fallback.RealtimeMessageBytes,
            RealtimeReplayBytes = section.LongWhole("realtimeReplayBytes") ?? fallback.RealtimeReplayBytes,
            DefaultPageSize = section.Whole("defaultPageSize", fallback.DefaultPageSize),
            MaxPageSize = section.Whole("maxPageSize", fallback.MaxPageSize),
            QueryTimeoutSeconds = section.Whole("queryTimeoutSeconds", fallback.QueryTimeoutSeconds),
        };
        section.End();
        return limits;
    }
}
