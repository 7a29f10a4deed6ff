namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>Reads the e-mail address or phone number that a query names.</summary>
internal static class Identifier
{
    /// <exception cref="ApiException">400 when it is missing or malformed, which says nothing about accounts.</exception>
    public static string RequireEmail(string? email)
    {
        if (string.IsNullOrWhiteSpace(email)) throw new ApiException(400, [AuthErrors.Missing(AccountFields.Email, "e-mail address")]);
        return EmailAddress.Normalize(email)
            ?? throw new ApiException(400, [AuthErrors.Invalid(AccountFields.Email, "Not a valid e-mail address.", email)]);
    }

    /// <exception cref="ApiException">400 when it is missing or malformed.</exception>
    public static string RequirePhone(string? phone)
    {
        if (string.IsNullOrWhiteSpace(phone)) throw AuthErrors.MissingPhoneNumber();
        return PhoneNumber.Normalize(phone)
            ?? throw new ApiException(400, [AuthErrors.Invalid(AccountFields.Phone, "Not a valid phone number of its country.", phone)]);
    }
}
