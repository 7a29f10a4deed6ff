using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>E-mail addresses as people have them: <c>local@domain</c> with a dotted domain; international letters on both sides.</summary>
internal static class EmailAddress
{
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;
    private const int LongestLabel = 63;
    private const string LocalPunctuation = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>The one form an address is stored and found in: trimmed, composed, small letters. Null when it is none.</summary>
    public static string? Normalize(string? text)
    {
        if (text is null || text.Length > LongestAddress * 2 || !IsWellFormed(text)) return null;
        var address = text.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var at = address.LastIndexOf('@');
        if (at < 1 || Encoding.UTF8.GetByteCount(address) > LongestAddress) return null;
        return IsLocalPart(address.AsSpan(0, at)) && IsDomain(address[(at + 1)..]) ? address : null;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar) return false;
        return true;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local.Length > LongestLocalPart || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var rune in local.EnumerateRunes())
        {
            var allowed = rune.IsAscii
                ? Rune.IsLetterOrDigit(rune) || rune.Value == '.' || LocalPunctuation.Contains((char)rune.Value)
                : IsWordRune(rune);
            if (!allowed) return false;
        }

        return true;
    }

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        if (labels.Length < 2) return false;
        foreach (var label in labels)
        {
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-') return false;
            foreach (var rune in label.EnumerateRunes())
                if (rune.Value != '-' && !(rune.IsAscii ? Rune.IsLetterOrDigit(rune) : IsWordRune(rune))) return false;
        }

        return !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsWordRune(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
