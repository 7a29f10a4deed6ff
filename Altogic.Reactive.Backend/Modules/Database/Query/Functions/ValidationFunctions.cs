using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Forms of texts, mainly for validation rules (expressions §8.9).</summary>
internal static partial class ValidationFunctions
{
    private const int LongestAddress = 254;

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        Test("ISEMAIL", text => text.Length <= LongestAddress && Email().IsMatch(text)),
        Test("ISURL", IsUrl),
        Test("ISPHONE", text => Phone().IsMatch(text)),
        Test("ISIP", IsIp),
        Test("ISUUID", text => Guid.TryParseExact(text, "D", out _)),
        Test("ISOBJECTID", ObjectId.IsValid),
        Test("ISALPHA", text => text.Length > 0 && text.EnumerateRunes().All(System.Text.Rune.IsLetter)),
        Test("ISALPHANUMERIC", text => text.Length > 0 && text.EnumerateRunes().All(System.Text.Rune.IsLetterOrDigit)),
        Number("ISNUMERIC", _ => true, text => NumberText.TryRead(text, out _)),
        Number("ISINTEGER", number => number.Kind == ValueKind.Integer || Math.Floor(number.Number) == number.Number, text => Integer().IsMatch(text)),
        Number("ISDECIMAL", _ => true, text => Decimal().IsMatch(text)),
        Test("ISHEXCOLOR", text => HexColor().IsMatch(text)),
        Test("ISCREDITCARD", IsCreditCard),
        Test("ISJSON", IsJson),
    ];

    private static FunctionDefinition Test(string name, Func<string, bool> test) =>
        new($"{name}(text)", (in Value value) => value.Kind == ValueKind.Text ? Value.Of(test(value.Text)) : Value.Null);

    private static FunctionDefinition Number(string name, Func<Value, bool> ofNumber, Func<string, bool> ofText) =>
        new($"{name}(text)", (in Value value) => value.Kind switch
        {
            ValueKind.Text => Value.Of(ofText(value.Text)),
            ValueKind.Integer or ValueKind.Number => Value.Of(ofNumber(value)),
            _ => Value.Null,
        });

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "ftp" && address.Host.Length > 0;

    private static bool IsIp(string text) =>
        IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3);

    private static bool IsCreditCard(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is < 12 or > 19 || !digits.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[^(index + 1)] - '0';
            if (index % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^[^\s@""(),:;<>\[\\\]]+@[^\s@.""(),:;<>\[\\\]]+(\.[^\s@.""(),:;<>\[\\\]]+)+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+[1-9][0-9]{1,14}\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[+-]?[0-9]+\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\z")]
    private static partial Regex HexColor();
}
