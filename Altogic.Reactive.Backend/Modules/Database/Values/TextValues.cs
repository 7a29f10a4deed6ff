using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Texts and the types that are texts of a certain form.</summary>
internal static class TextValues
{
    private const int LongestEmail = 254;
    private const int LongestPhone = 15;
    private const int ShortestPhone = 7;

    public static ConvertedValue Plain(FieldDefinition field, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? WithinLength(field, value.GetString()!) : ConvertedValue.WrongType("must be text");

    public static ConvertedValue Email(FieldDefinition field, JsonElement value)
    {
        // In the form that authentication looks users up by.
        var text = Trimmed(value)?.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return text is not null && IsEmail(text) ? WithinLength(field, text) : ConvertedValue.WrongType("must be a valid e-mail address");
    }

    public static ConvertedValue Phone(FieldDefinition field, JsonElement value)
    {
        if (Trimmed(value) is not { } text) return NoPhone();
        if (PhoneNumber.Normalize(text) is { } number) return WithinLength(field, number);
        // People write numbers in groups; the number itself is stored.
        var digits = string.Concat(text.Split([' ', '-', '.', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries));
        if (digits.Length is < ShortestPhone + 1 or > LongestPhone + 1 || digits[0] != '+' || digits[1] == '0') return NoPhone();
        foreach (var c in digits.AsSpan(1))
            if (!char.IsAsciiDigit(c)) return NoPhone();
        return WithinLength(field, digits);
    }

    public static ConvertedValue Link(FieldDefinition field, JsonElement value)
    {
        // A colon is asked for since the system's file paths parse as absolute addresses too.
        if (Trimmed(value) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase))
            return WithinLength(field, text);
        return ConvertedValue.WrongType("must be a complete address such as https://example.com");
    }

    private static ConvertedValue NoPhone() => ConvertedValue.WrongType("must be a phone number in international form such as +4915112345678");

    private static string? Trimmed(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 1 || at > 64 || text.Length > LongestEmail) return false;
        var domain = text.AsSpan(at + 1);
        if (domain.Length == 0 || domain.IndexOf('.') < 1 || domain[^1] is '.' or '-' || domain.IndexOf("..") >= 0) return false;
        foreach (var c in text)
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '(' or ')' or '[' or ']' or ',' or ';' or ':' or '"' or '\\') return false;
        return text.IndexOf('@', StringComparison.Ordinal) == at && text[0] != '.' && text[at - 1] != '.' && !text.AsSpan(0, at).Contains("..", StringComparison.Ordinal);
    }

    private static ConvertedValue WithinLength(FieldDefinition field, string text)
    {
        if (text.Length > field.MaxLength) return ConvertedValue.Failed("too_long", $"may have {Characters(field.MaxLength.Value)} at most");
        if (text.Length < field.MinLength) return ConvertedValue.Failed("too_short", $"must have {Characters(field.MinLength.Value)} at least");
        return ConvertedValue.Of(JsonValue.Create(text));
    }

    private static string Characters(int count) =>
        count.ToString(CultureInfo.InvariantCulture) + (count == 1 ? " character" : " characters");
}
