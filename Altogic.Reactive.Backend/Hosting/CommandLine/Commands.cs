namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Runs the program and gives its exit code.</summary>
internal static class Commands
{
    private const int Done = 0;
    private const int Bug = 1;
    private const int Mistake = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        try
        {
            switch (CommandLineParser.Parse(arguments))
            {
                case ServeCommand serve:
                    await Server.RunAsync(serve, output, error);
                    break;
                case ImportCommand import:
                    await output.WriteLineAsync(await DataImport.RunAsync(import));
                    break;
                case GrantCommand grant:
                    await output.WriteLineAsync(await AccessGrant.RunAsync(grant));
                    break;
                case VersionCommand:
                    await output.WriteLineAsync(typeof(Commands).Assembly.GetName().Version!.ToString(fieldCount: 3));
                    break;
                default:
                    await output.WriteLineAsync(HelpText.Text);
                    break;
            }

            return Done;
        }
        catch (BackendStartException e)
        {
            await error.WriteLineAsync(e.Message);
            return Mistake;
        }
#pragma warning disable CA1031 // the outermost frame: say what happened instead of leaving it to the runtime's dump
        catch (Exception e)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync($"The backend failed: {e}");
            return Bug;
        }
    }
}
