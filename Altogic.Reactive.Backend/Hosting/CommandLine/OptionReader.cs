namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
internal static class OptionReader
{
    /// <exception cref="BackendStartException">An option is unknown, repeated or without a value.</exception>
    public static IReadOnlyDictionary<string, string> Read(string command, IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (!known.Contains(name, StringComparer.Ordinal)) throw Unknown(command, name, known);
            if (value is null)
            {
                if (i + 1 == arguments.Count || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                    throw new BackendStartException($"{name} needs a value: write `{name} VALUE`. See --help.");
                value = arguments[++i];
            }

            if (!options.TryAdd(name, value)) throw new BackendStartException($"{name} is given twice: keep one of them.");
            if (value.Length == 0 && name != "--groups") throw new BackendStartException($"{name} has an empty value: write `{name} VALUE`, or leave it out.");
        }

        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static BackendStartException Unknown(string command, string name, IReadOnlyList<string> known)
    {
        var hint = NearMiss.Hint(name, known);
        return new BackendStartException(name.StartsWith('-')
            ? $"`{command}` has no option {name}{hint}: it takes {string.Join(", ", known)}. See --help."
            : $"`{command}` takes options only, but got `{name}`: it takes {string.Join(", ", known)}. See --help.");
    }
}
