using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>What a sign-up body asks for, checked: one error item for every bad field (auth §3.1, §4).</summary>
/// <param name="Identity">The normalized e-mail address or phone number.</param>
/// <param name="Password">The password as bytes to hash.</param>
/// <param name="Fields">Further fields of the user, without those that only the backend sets.</param>
/// <param name="Verified">Whether the caller asks to skip confirmation.</param>
internal sealed record SignUpData(string Identity, byte[] Password, JsonObject Fields, bool Verified)
{
    private static readonly HashSet<string> NotSettable = new(StringComparer.Ordinal)
    {
        AccountFields.Id, "_parent", AccountFields.Provider, AccountFields.ProviderUserId, AccountFields.Email, "password", AccountFields.SignUpAt,
        AccountFields.LastLoginAt, AccountFields.EmailVerified, AccountFields.PhoneVerified, AccountFields.AccessGroupKeys, "createdAt", "updatedAt",
    };

    public static SignUpData ReadEmail(JsonObject body, int passwordMinLength)
    {
        var errors = new List<ErrorItem>();
        var email = EmailAddress.Normalize(BodyText.Read(body, AccountFields.Email));
        if (BodyText.IsAbsent(body, AccountFields.Email)) errors.Add(AuthErrors.Missing(AccountFields.Email, "e-mail address"));
        else if (email is null) errors.Add(AuthErrors.Invalid(AccountFields.Email, "Not a valid e-mail address.", BodyText.Read(body, AccountFields.Email)));
        return Read(body, email, AccountFields.EmailVerified, passwordMinLength, errors);
    }

    public static SignUpData ReadPhone(JsonObject body, int passwordMinLength)
    {
        var errors = new List<ErrorItem>();
        var phone = PhoneNumber.Normalize(BodyText.Read(body, AccountFields.Phone));
        if (BodyText.IsAbsent(body, AccountFields.Phone)) errors.Add(AuthErrors.Missing(AccountFields.Phone, "phone number"));
        else if (phone is null) errors.Add(InvalidPhone(BodyText.Read(body, AccountFields.Phone)));
        return Read(body, phone, AccountFields.PhoneVerified, passwordMinLength, errors);
    }

    private static SignUpData Read(JsonObject body, string? identity, string verifiedField, int passwordMinLength, List<ErrorItem> errors)
    {
        var password = NewPassword.Read(body, "password", passwordMinLength, errors);
        var given = body["nameOrUserData"] ?? body[AccountFields.Name];
        var fields = UserData(given, verifiedField, errors);
        if (errors.Count > 0) throw new ApiException(400, errors);
        return new SignUpData(identity!, password!, fields, given is JsonObject data && data.Is(verifiedField));
    }

    private static JsonObject UserData(JsonNode? given, string verifiedField, List<ErrorItem> errors)
    {
        var fields = new JsonObject();
        if (given is JsonObject data)
        {
            foreach (var (name, value) in data)
                if (value is not null && !NotSettable.Contains(name)) fields[name] = value.DeepClone();
            CheckPhone(fields, verifiedField, errors);
        }
        else if (given is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            if (BodyText.Read(new JsonObject { [AccountFields.Name] = value.DeepClone() }, AccountFields.Name) is { Length: > 0 } name)
                fields[AccountFields.Name] = name;
        }
        else if (given is not null)
        {
            errors.Add(AuthErrors.Invalid("nameOrUserData", "The user data must be a name or an object."));
        }

        return fields;
    }

    /// <summary>A phone number beside an e-mail address is kept, unconfirmed; one that differs from the phone signed up with is not.</summary>
    private static void CheckPhone(JsonObject fields, string verifiedField, List<ErrorItem> errors)
    {
        if (!fields.ContainsKey(AccountFields.Phone)) return;
        if (verifiedField == AccountFields.PhoneVerified)
        {
            fields.Remove(AccountFields.Phone);
            return;
        }

        var text = BodyText.Read(fields, AccountFields.Phone);
        if (PhoneNumber.Normalize(text) is { } phone) fields[AccountFields.Phone] = phone;
        else errors.Add(InvalidPhone(text));
    }

    private static ErrorItem InvalidPhone(string? value) => AuthErrors.Invalid(AccountFields.Phone, "Not a valid phone number of its country.", value);
}
