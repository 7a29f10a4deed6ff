namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>Phone numbers in international form, checked against the numbering plan of their country.</summary>
internal static class PhoneNumber
{
    private const int LongestInput = 40;
    private const int MostDigits = 15;

    /// <summary>
    /// The one form a number is stored and found in: plus and digits. Null when it is no number of its country. Spaces, hyphens,
    /// dots and brackets are taken out, <c>00</c> stands for the plus, and a leading space is a plus that nobody encoded.
    /// </summary>
    public static string? Normalize(string? text)
    {
        if (text is null || text.Length > LongestInput) return null;
        var trimmed = text.TrimStart();
        var international = trimmed.StartsWith('+') || trimmed.Length < text.Length;
        Span<char> digits = stackalloc char[LongestInput];
        var count = 0;
        foreach (var c in trimmed.StartsWith('+') ? trimmed[1..] : trimmed)
        {
            if (char.IsAsciiDigit(c)) digits[count++] = c;
            else if (c is not (' ' or '-' or '.' or '(' or ')' or '/')) return null;
        }

        var number = digits[..count];
        if (!international)
        {
            if (!number.StartsWith("00")) return null;
            number = number[2..];
        }

        return number.Length is > 0 and <= MostDigits && CallingCodes.IsNumber(number) ? $"+{number}" : null;
    }
}
