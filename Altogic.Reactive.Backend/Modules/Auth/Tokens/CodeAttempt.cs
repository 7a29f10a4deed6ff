using Altogic.Reactive.Backend.Modules.Auth.Accounts;

namespace Altogic.Reactive.Backend.Modules.Auth.Tokens;

/// <summary>A phone number and a code as somebody typed them.</summary>
/// <param name="Phone">The normalized number.</param>
/// <param name="Code">The code; longer texts are cut, since none matches anyway.</param>
internal sealed record CodeAttempt(string Phone, string Code)
{
    private const int LongestCode = 32;

    /// <summary>What the attempt counts against.</summary>
    public string Account => Phone;

    /// <exception cref="ApiException">400 when one is missing, 403 when the number cannot have a code.</exception>
    public static CodeAttempt Read(string? phone, string? code)
    {
        if (string.IsNullOrWhiteSpace(phone)) throw AuthErrors.MissingPhoneNumber();
        if (string.IsNullOrWhiteSpace(code)) throw AuthErrors.MissingCode();
        var typed = code.Trim();
        return new CodeAttempt(PhoneNumber.Normalize(phone) ?? throw AuthErrors.InvalidCode(), typed[..Math.Min(typed.Length, LongestCode)]);
    }
}
