using Altogic.Reactive.Backend.App.Loading;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks client keys and API keys.</summary>
internal static class KeyRules
{
    private const int LongestKey = 1024;

    public static void Check(AppDefinition app, DefinitionProblems problems)
    {
        CheckKeys(problems, "clientKeys", app.ClientKeys, k => k.Key);
        CheckKeys(problems, "apiKeys", app.ApiKeys, k => k.Key);
        for (var i = 0; i < app.ClientKeys.Count; i++)
        {
            CheckRights(problems, ValueRules.At("clientKeys", i, "rights"), app.ClientKeys[i].Rights ?? []);
            CheckDomains(problems, ValueRules.At("clientKeys", i, "allowedDomains"), app.ClientKeys[i].AllowedDomains);
        }
    }

    /// <summary>A secret that is there and is not the reference that only files can resolve.</summary>
    public static void CheckSecret(DefinitionProblems problems, string path, string? secret)
    {
        if (string.IsNullOrWhiteSpace(secret)) problems.Add(path, "is empty: give a value.");
        else if (secret.StartsWith("env:", StringComparison.Ordinal))
            problems.Add(path, "\"env:\" works in files only: in code, read the environment variable yourself.");
    }

    private static void CheckKeys<T>(DefinitionProblems problems, string path, IReadOnlyList<T> keys, Func<T, string> keyOf)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            var (key, place) = (keyOf(keys[i]), ValueRules.At(path, i, "key"));
            CheckSecret(problems, place, key);
            if (key.Length > LongestKey || !key.All(c => c is > ' ' and < '\x7f' and not ','))
                problems.Add(place, $"travels in a header: use visible ASCII characters without blanks and commas, at most {LongestKey}.");
            if (!seen.Add(key)) problems.Add(place, "the same key is there twice: keep one of them.");
        }
    }

    private static void CheckRights(DefinitionProblems problems, string path, IReadOnlyList<string> rights)
    {
        for (var i = 0; i < rights.Count; i++)
        {
            if (ClientRights.All.Contains(rights[i], StringComparer.Ordinal)) continue;
            problems.Add(
                ValueRules.At(path, i),
                $"there is no right \"{rights[i]}\"{NearMiss.Hint(rights[i], ClientRights.All)}; rights are {string.Join(", ", ClientRights.All)}.");
        }
    }

    private static void CheckDomains(DefinitionProblems problems, string path, IReadOnlyList<string> domains)
    {
        for (var i = 0; i < domains.Count; i++)
        {
            var host = domains[i].StartsWith("*.", StringComparison.Ordinal) ? domains[i][2..] : domains[i];
            if (Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown)
                problems.Add(ValueRules.At(path, i), $"\"{domains[i]}\" is not a host: write \"example.com\" or \"*.example.com\", without scheme, port and path.");
        }
    }
}
