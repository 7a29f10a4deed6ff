using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>Rest §6.1, A1. <paramref name="NameOrUserData"/> is a string, an object, or null for "not sent".</summary>
internal sealed record SignUpEmailRequest(
    [property: JsonProperty("email")] string Email,
    [property: JsonProperty("password")] string Password,
    [property: JsonProperty("nameOrUserData", NullValueHandling = NullValueHandling.Ignore)] object? NameOrUserData);

/// <summary>Rest §6.1, A2.</summary>
internal sealed record SignUpPhoneRequest(
    [property: JsonProperty("phone")] string Phone,
    [property: JsonProperty("password")] string Password,
    [property: JsonProperty("nameOrUserData", NullValueHandling = NullValueHandling.Ignore)] object? NameOrUserData);

/// <summary>Rest §6.1, A3.</summary>
internal sealed record SignInEmailRequest(
    [property: JsonProperty("email")] string Email,
    [property: JsonProperty("password")] string Password);

/// <summary>Rest §6.1, A4.</summary>
internal sealed record SignInPhoneRequest(
    [property: JsonProperty("phone")] string Phone,
    [property: JsonProperty("password")] string Password);

/// <summary>Rest §6.1, A6: <c>{}</c> when no token is given.</summary>
internal sealed record SignOutRequest(
    [property: JsonProperty("token", NullValueHandling = NullValueHandling.Ignore)] string? Token);

/// <summary>Rest §6.1, A11.</summary>
internal sealed record ChangePasswordRequest(
    [property: JsonProperty("newPassword")] string NewPassword,
    [property: JsonProperty("oldPassword")] string OldPassword);

/// <summary>Rest §6.1, A19 and A20.</summary>
internal sealed record NewPasswordRequest([property: JsonProperty("newPassword")] string NewPassword);

/// <summary>Rest §6.1, A21.</summary>
internal sealed record ChangeEmailRequest(
    [property: JsonProperty("currentPassword")] string CurrentPassword,
    [property: JsonProperty("newEmail")] string NewEmail);

/// <summary>Rest §6.1, A22.</summary>
internal sealed record ChangePhoneRequest(
    [property: JsonProperty("currentPassword")] string CurrentPassword,
    [property: JsonProperty("newPhone")] string NewPhone);
