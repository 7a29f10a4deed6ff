namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>The entry point; internal, so that apps which embed the backend see no second Program.</summary>
internal static class Program
{
#pragma warning disable RS0030 // a program is where the console belongs
    private static Task<int> Main(string[] arguments) => Commands.RunAsync(arguments, Console.Out, Console.Error);
#pragma warning restore RS0030
}
