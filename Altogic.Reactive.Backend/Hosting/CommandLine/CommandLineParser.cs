using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Reads the command line; every mistake names the option and says what to do.</summary>
internal static class CommandLineParser
{
    public const string DefaultUrl = "http://127.0.0.1:4180";
    public const string DefaultDataDirectory = "./altogic-data";
    private static readonly string[] ServeOptions = ["--url", "--data", "--app", "--client-key", "--store", "--trusted-proxies", "--log-level"];
    private static readonly string[] ImportOptions = ["--model", "--file", "--data", "--app"];
    private static readonly string[] GrantOptions = ["--email", "--groups", "--data", "--app"];

    /// <exception cref="BackendStartException">The command line is wrong.</exception>
    public static Command Parse(string[] arguments)
    {
        if (Array.Exists(arguments, a => a is "--help" or "-h" or "-?")) return new HelpCommand();
        return arguments switch
        {
            ["help"] => new HelpCommand(),
            ["--version"] or ["version"] => new VersionCommand(),
            ["serve", .. var rest] => ParseServe(OptionReader.Read("serve", rest, ServeOptions)),
            ["import", .. var rest] => ParseImport(OptionReader.Read("import", rest, ImportOptions)),
            ["users", "grant", .. var rest] => ParseGrant(OptionReader.Read("users grant", rest, GrantOptions)),
            [] => throw new BackendStartException("A command is missing: use `serve` to start the backend, or --help to see all commands."),
            [var unknown, ..] => throw new BackendStartException(
                $"There is no command `{unknown}`: use `serve`, `import`, `users grant`, or --help to see all commands."),
        };
    }

    private static ServeCommand ParseServe(IReadOnlyDictionary<string, string> options)
    {
        var store = options.GetValueOrDefault("--store", "sqlite");
        if (store is not ("sqlite" or "sqlite:"))
            throw new BackendStartException($"--store {store} is not a store of this version: leave the option out, or write --store sqlite.");
        var url = options.GetValueOrDefault("--url", DefaultUrl);
        ListenAddress.Parse(url);
        var key = options.GetValueOrDefault("--client-key");
        if (key is not null && !IsHeaderText(key))
            throw new BackendStartException("--client-key may hold visible ASCII characters without blanks and commas only, at most 1024.");
        return new ServeCommand(
            url, options.GetValueOrDefault("--data", DefaultDataDirectory), options.GetValueOrDefault("--app"), key,
            ParseLevel(options.GetValueOrDefault("--log-level", "information")))
        {
            TrustedProxies = ParseProxies(options.GetValueOrDefault("--trusted-proxies", "")),
        };
    }

    private static ImportCommand ParseImport(IReadOnlyDictionary<string, string> options) => new(
        options.GetValueOrDefault("--model") ?? throw Missing("--model", "the model that the objects belong to, for example --model todos"),
        options.GetValueOrDefault("--file") ?? throw Missing("--file", "a JSON file with the objects of the model, for example --file todos.json"),
        options.GetValueOrDefault("--data", DefaultDataDirectory),
        options.GetValueOrDefault("--app"));

    private static GrantCommand ParseGrant(IReadOnlyDictionary<string, string> options)
    {
        var email = options.GetValueOrDefault("--email") ?? throw Missing("--email", "the e-mail address of the user, for example --email ada@example.com");
        var groups = options.GetValueOrDefault("--groups")
            ?? throw Missing("--groups", "the access groups, for example --groups admin,support, or --groups \"\" to take all away");
        return new GrantCommand(
            email,
            groups.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            options.GetValueOrDefault("--data", DefaultDataDirectory),
            options.GetValueOrDefault("--app"));
    }

    private static string[] ParseProxies(string text)
    {
        var proxies = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        CallerAddress.Behind(proxies);
        return proxies;
    }

    private static LogLevel ParseLevel(string text) =>
        Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && !char.IsAsciiDigit(text[0])
            ? level
            : throw new BackendStartException($"--log-level {text} is not a level: write trace, debug, information, warning, error, critical or none.");

    private static BackendStartException Missing(string option, string meaning) => new($"{option} is missing: give {meaning}.");

    private static bool IsHeaderText(string text) => text.Length is > 0 and <= 1024 && text.All(c => c is > ' ' and < '\x7f' and not ',');
}
