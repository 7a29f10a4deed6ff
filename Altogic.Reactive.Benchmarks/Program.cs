using Altogic.Reactive.Benchmarks;

// dotnet cake --target=Bench [--suite=client|backend|codecs|all]; "fixed-server" is the child process of the client suite.
var suite = args.FirstOrDefault() ?? "all";
switch (suite)
{
    case "fixed-server":
        await FixedServer.RunAsync();
        return 0;
    case "client":
        await ClientSuite.RunAsync();
        return 0;
    case "backend":
        await BackendSuite.RunAsync();
        return 0;
    case "all":
        Report.Machine();
        await ClientSuite.RunAsync();
        await BackendSuite.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync($"There is no suite '{suite}'. Use client, backend or all.");
        return 2;
}
