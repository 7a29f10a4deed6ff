namespace Altogic.Reactive.Tests.Packages;

/// <summary>How a program ended, and all it wrote.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>The output of a program that must not fail.</summary>
    public string OutputOrFail()
    {
        Assert.That(ExitCode, Is.Zero, () => $"{Command} ended with {ExitCode}:\n{Output}");
        return Output;
    }
}
