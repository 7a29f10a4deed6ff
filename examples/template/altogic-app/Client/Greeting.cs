namespace AltogicApp.Client;

public sealed record Greeting(string Message);
