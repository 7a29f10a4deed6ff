using Altogic.Reactive.Backend.App.Loading;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks the <c>limits</c> section.</summary>
internal static class LimitRules
{
    private const long LargestInMemory = 1L << 30;
    private const long LargestCache = 1L << 40;
    private const long LargestReplay = 1L << 36;
    private const long LargestRealtimeMessage = 1L << 28;

    public static void Check(LimitsDefinition limits, DefinitionProblems problems)
    {
        ValueRules.Between(problems, "limits.jsonBodyBytes", limits.JsonBodyBytes, 1024, LargestInMemory);
        ValueRules.AtLeast(problems, "limits.fileBytes", limits.FileBytes, 1);
        ValueRules.AtLeast(problems, "limits.buckets", limits.Buckets, 1);
        ValueRules.AtLeast(problems, "limits.filesPerBucket", limits.FilesPerBucket, 1);
        if (limits.StorageBytes is { } storage) ValueRules.AtLeast(problems, "limits.storageBytes", storage, 1);
        ValueRules.Between(problems, "limits.cacheValueBytes", limits.CacheValueBytes, 1, LargestInMemory);
        ValueRules.Between(problems, "limits.cacheBytes", limits.CacheBytes, 1, LargestCache);
        ValueRules.Between(problems, "limits.cacheKeys", limits.CacheKeys, 1, 10_000_000);
        ValueRules.Between(problems, "limits.realtimeMessageBytes", limits.RealtimeMessageBytes, 1, LargestRealtimeMessage);
        ValueRules.Between(problems, "limits.realtimeReplayBytes", limits.RealtimeReplayBytes, 0, LargestReplay);
        ValueRules.AtLeast(problems, "limits.maxPageSize", limits.MaxPageSize, 1);
        ValueRules.AtLeast(problems, "limits.defaultPageSize", limits.DefaultPageSize, 1);
        ValueRules.AtLeast(problems, "limits.queryTimeoutSeconds", limits.QueryTimeoutSeconds, 1);
        if (limits.CacheBytes >= 1 && limits.CacheValueBytes > limits.CacheBytes)
        {
            problems.Add("limits.cacheBytes", FormattableString.Invariant(
                $"{limits.CacheBytes} is less than cacheValueBytes ({limits.CacheValueBytes}): raise it, or lower cacheValueBytes."));
        }

        if (limits.MaxPageSize >= 1 && limits.DefaultPageSize > limits.MaxPageSize)
        {
            problems.Add("limits.defaultPageSize", FormattableString.Invariant(
                $"{limits.DefaultPageSize} is more than maxPageSize ({limits.MaxPageSize}): lower it, or raise maxPageSize."));
        }
    }
}
