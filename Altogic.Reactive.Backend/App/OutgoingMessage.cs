namespace Altogic.Reactive.Backend;

/// <summary>A message to a user, with the members of an outbox file. Immutable.</summary>
/// <param name="Channel"><c>email</c> or <c>sms</c>.</param>
/// <param name="To">Address or phone number.</param>
/// <param name="Template">One of <c>verifyEmail</c>, <c>magicLink</c>, <c>resetPassword</c>, <c>changeEmail</c>, <c>verifyPhone</c>, <c>changePhone</c>, <c>signInCode</c>, <c>resetPasswordCode</c>.</param>
/// <param name="UserId">The user it is for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Link">The link to follow; null for codes.</param>
/// <param name="AccessToken">The key inside the link; null for codes.</param>
/// <param name="Code">The one-time code; null for links.</param>
public sealed record OutgoingMessage(
    string Channel, string To, string Template, string UserId, DateTimeOffset CreatedAt, string? Link, string? AccessToken, string? Code);
