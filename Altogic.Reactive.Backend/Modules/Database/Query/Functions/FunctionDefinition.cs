using Altogic.Reactive.Backend.Modules.Database.Query.Plans;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>
/// A function of the language. The usage text is its signature: <c>NAME(a, [b], …)</c>, where brackets mark what may be
/// left out and the dots mean up to a hundred arguments.
/// </summary>
internal sealed class FunctionDefinition
{
    public const int MostArguments = 100;

    private readonly Func<Node[], Node> _bind;

    public FunctionDefinition(string usage, Func<Node[], Node> bind)
    {
        Usage = usage;
        _bind = bind;
        var open = usage.IndexOf('(', StringComparison.Ordinal);
        Name = usage[..open];
        var parameters = usage[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries);
        IsVariadic = parameters is [.., "…"];
        MinArguments = parameters.Count(parameter => parameter != "…" && !parameter.StartsWith('['));
        MaxArguments = IsVariadic ? MostArguments : parameters.Length;
    }

    public FunctionDefinition(string usage, OneArgument body)
        : this(usage, arguments => new OneArgumentNode(body, At(arguments, 0)))
    {
    }

    public FunctionDefinition(string usage, TwoArguments body)
        : this(usage, arguments => new TwoArgumentsNode(body, At(arguments, 0), At(arguments, 1)))
    {
    }

    public FunctionDefinition(string usage, ThreeArguments body)
        : this(usage, arguments => new ThreeArgumentsNode(body, At(arguments, 0), At(arguments, 1), At(arguments, 2)))
    {
    }

    public FunctionDefinition(string usage, ManyArguments body)
        : this(usage, (EvaluationScope _, ReadOnlySpan<Value> arguments) => body(arguments))
    {
    }

    public FunctionDefinition(string usage, ManyArgumentsInScope body)
        : this(usage, arguments => new ManyArgumentsNode(body, arguments))
    {
    }

    public string Name { get; }

    public string Usage { get; }

    public int MinArguments { get; }

    public int MaxArguments { get; }

    public bool IsVariadic { get; }

    /// <summary>Other names of the function. The default value is none.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether each call gives another value, so that the function has no place in a filter. The default value is false.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Whether the function looks at the object without being given a field. The default value is false.</summary>
    public bool ReadsObject { get; init; }

    /// <summary>Whether an argument can make the whole evaluation fail (expressions §5.5). The default value is false.</summary>
    public bool CanFail { get; init; }

    /// <summary>The argument that is evaluated for each item of a list (expressions §4.5). The default value is -1, none.</summary>
    public int ItemArgument { get; init; } = -1;

    public Node Bind(Node[] arguments) => _bind(arguments);

    private static Node At(Node[] arguments, int index) => index < arguments.Length ? arguments[index] : new ConstantNode(Value.Missing);
}
