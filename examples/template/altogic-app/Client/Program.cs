using System.Reactive.Linq;
using Altogic.Reactive;
using Altogic_App.Client;

var url = Environment.GetEnvironmentVariable("ALTOGIC_URL") ?? "http://127.0.0.1:4180";
using var client = new AltogicClient(url, "app-key");
var list = new TodoList(client);

var (greeting, errors) = await list.Greet(Environment.UserName);
if (errors is not null)
{
    Console.Error.WriteLine($"{errors.Message} Start the backend with: dotnet run --project Backend");
    return 1;
}

Console.WriteLine(greeting!.Message);
if (args.Length > 0) (await list.Add(string.Join(' ', args))).ValueOrThrow();
foreach (var todo in (await list.Open()).ValueOrThrow()) Console.WriteLine($"- {todo.Title}");
return 0;
