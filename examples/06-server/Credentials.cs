namespace Altogic.Reactive.Examples.Server;

internal sealed record Credentials(string Email, string Password, string? Name = null);
