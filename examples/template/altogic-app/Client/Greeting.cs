namespace Altogic_App.Client;

public sealed record Greeting(string Message);
