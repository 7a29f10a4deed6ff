using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>The refusals of authentication (errors §7.3).</summary>
internal static class AuthErrors
{
    public static ApiException NotAllowed(string message) => new(401, "not_allowed", message);

    public static ApiException InvalidCredentials(string field) =>
        new(401, "invalid_credentials", $"The {field} or the password is not correct.");

    public static ApiException WrongCurrentPassword() =>
        new(401, "invalid_credentials", "The current password is not correct.");

    public static ApiException ProviderAccount() =>
        new(401, "invalid_provider_sign_in", "The account was created with a sign-in provider and has no password.");

    public static ApiException EmailNotVerified() => new(401, "email_not_verified", "The e-mail address is not confirmed yet.");

    public static ApiException PhoneNotVerified() => new(401, "phone_not_verified", "The phone number is not confirmed yet.");

    public static ApiException EmailAlreadyVerified() => new(401, "email_already_verified", "The e-mail address is confirmed already.");

    public static ApiException PhoneAlreadyVerified() => new(401, "phone_already_verified", "The phone number is confirmed already.");

    public static ApiException EmailVerificationDisabled() =>
        new(401, "email_verification_disabled", "Confirmation of e-mail addresses is switched off: set emailVerification in the auth section of the app definition.");

    public static ApiException PhoneVerificationDisabled() =>
        new(401, "phone_verification_disabled", "Confirmation of phone numbers is switched off.");

    public static ApiException SignInCodesDisabled() => new(401, "sms_auth_codes_disabled", "Sign-in with codes is switched off.");

    public static ApiException UserNotFound() => new(404, "user_not_found", "There is no such user.");

    public static ApiException EmailNotUnique(string email) =>
        new(400, "email_not_unique", "The e-mail address belongs to another account.", Taken("email", email));

    public static ApiException PhoneNotUnique(string phone) =>
        new(400, "phone_not_unique", "The phone number belongs to another account.", Taken("phone", phone));

    public static ApiException MissingAccessToken() => new(400, "missing_access_token", "The access token is missing.");

    public static ApiException InvalidAccessToken() => new(403, "invalid_access_token", "The access token is unknown, used or expired.");

    public static ApiException InvalidCode() => new(403, "invalid_access_token", "The code is wrong, used or expired.");

    public static ApiException InvalidTokenType() => new(401, "invalid_token_type", "The access token was made for another purpose.");

    public static ApiException MissingPhoneNumber() => new(400, "missing_phone_number", "The phone number is missing.");

    public static ApiException MissingCode() => new(400, "missing_sms_code", "The code is missing.");

    public static ApiException SessionOfAnotherUser() => new(403, "not_allowed", "The session belongs to another user.");

    public static ApiException SessionGone() => new(401, "invalid_session_token", "The session is not valid any more.");

    public static ErrorItem Invalid(string field, string message, string? value = null)
    {
        var details = new JsonObject { ["field"] = field };
        if (value is not null) details["value"] = value;
        return new ErrorItem(ErrorItem.ClientOrigin, "validation_error", message, details);
    }

    public static ErrorItem Missing(string field, string name) =>
        new(ErrorItem.ClientOrigin, "missing_required_value", $"The {name} is missing.", new JsonObject { ["field"] = field });

    private static JsonObject Taken(string field, string value) => new() { ["field"] = field, ["value"] = value, ["param"] = field };
}
