namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>What the sign-in page asks for; the name for a new account only.</summary>
public sealed record Credentials(string Email, string Password, string Name = "");
