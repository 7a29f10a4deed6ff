using Altogic.Reactive.Backend.Hosting.CommandLine;

#pragma warning disable RS0030 // a program is where the console belongs
return await Commands.RunAsync(args, Console.Out, Console.Error);
