namespace Altogic.Reactive.Backend;

/// <summary>The app definition has mistakes; <see cref="Errors"/> lists all of them.</summary>
public sealed class AppDefinitionException : BackendStartException
{
    /// <summary>Makes an exception without mistakes.</summary>
    public AppDefinitionException()
        : this([])
    {
    }

    /// <summary>Makes an exception with a message only.</summary>
    public AppDefinitionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message only.</summary>
    public AppDefinitionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception whose message lists the mistakes, one a line.</summary>
    public AppDefinitionException(IReadOnlyList<AppDefinitionError> errors)
        : base(Describe(errors ?? [])) => Errors = errors ?? [];

    /// <summary>The mistakes, in the order of the file. The default value is empty.</summary>
    public IReadOnlyList<AppDefinitionError> Errors { get; } = [];

    private static string Describe(IReadOnlyList<AppDefinitionError> errors) => string.Join(Environment.NewLine, errors);
}

/// <summary>A mistake in an app definition. Immutable.</summary>
/// <param name="File">The file; null for definitions built in code.</param>
/// <param name="Line">The line in the file, from 1; null for definitions built in code.</param>
/// <param name="Path">Where it is, for example <c>models.todos.fields.title.maxLength</c>; empty for the whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record AppDefinitionError(string? File, int? Line, string Path, string Message)
{
    /// <summary><c>altogic.json:12: models.todos.fields.title.maxLength: …</c></summary>
    public override string ToString()
    {
        var place = File is null ? "app definition: " : Line is null ? $"{File}: " : FormattableString.Invariant($"{File}:{Line}: ");
        return Path.Length == 0 ? place + Message : $"{place}{Path}: {Message}";
    }
}
