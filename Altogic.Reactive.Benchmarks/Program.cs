using Altogic.Reactive.Benchmarks;
using Altogic.Reactive.Benchmarks.Binding;
using Altogic.Reactive.Benchmarks.Modules;
using Altogic.Reactive.Benchmarks.Realtime;

// dotnet cake --target=Bench [--suite=client|backend|receive|fan-out|return|modules|binding|start|all]; the suites start "fixed-server", "event-server", "receivers" and "module-server" as processes of their own.
var suite = args.FirstOrDefault() ?? "all";
switch (suite)
{
    case "fixed-server":
        await FixedServer.RunAsync();
        return 0;
    case "event-server":
        await EventServer.RunAsync();
        return 0;
    case "receivers":
        await Receivers.RunAsync(args[1..]);
        return 0;
    case "module-server":
        await ModuleServer.RunAsync();
        return 0;
    case "modules":
        await ModuleSuite.RunAsync();
        return 0;
    case "binding":
        await BindingSuite.RunAsync();
        return 0;
    case "start":
        await StartSuite.RunAsync();
        return 0;
    case "receive":
        await ReceiveSuite.RunAsync();
        return 0;
    case "fan-out":
        await FanOutSuite.RunAsync();
        return 0;
    case "return":
        await ReturnSuite.RunAsync();
        return 0;
    case "client":
        await ClientSuite.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "backend":
        await BackendSuite.RunAsync();
        return 0;
    case "all":
        Report.Machine();
        await ClientSuite.RunAsync();
        await BackendSuite.RunAsync();
        await ReceiveSuite.RunAsync();
        await FanOutSuite.RunAsync();
        await ReturnSuite.RunAsync();
        await ModuleSuite.RunAsync();
        await BindingSuite.RunAsync();
        await StartSuite.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync($"There is no suite '{suite}'. Use client, backend, receive, fan-out, return, modules, binding, start or all.");
        return 2;
}
