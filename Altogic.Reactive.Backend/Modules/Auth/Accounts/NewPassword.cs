using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;

namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>Reads the passwords that people choose.</summary>
internal static class NewPassword
{
    /// <summary>The bytes to hash; null after adding what is wrong to <paramref name="errors"/>.</summary>
    public static byte[]? Read(JsonObject body, string field, int minLength, List<ErrorItem> errors)
    {
        var text = BodyText.Read(body, field);
        var bytes = PasswordText.Prepare(text);
        if (body[field] is null || text is { Length: 0 }) errors.Add(AuthErrors.Missing(field, "password"));
        else if (text is null) errors.Add(AuthErrors.Invalid(field, "The password must be text."));
        else if (bytes is null) errors.Add(AuthErrors.Invalid(field, $"The password must not be longer than {PasswordText.LargestBytes} bytes."));
        else if (PasswordText.Length(text) < minLength) errors.Add(AuthErrors.Invalid(field, $"The password needs at least {minLength} characters."));
        return errors.Count == 0 ? bytes : null;
    }

    /// <exception cref="ApiException">400 when the password cannot be taken.</exception>
    public static byte[] Require(JsonObject body, string field, int minLength)
    {
        var errors = new List<ErrorItem>();
        return Read(body, field, minLength, errors) ?? throw new ApiException(400, errors);
    }
}
