using System.Globalization;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>
/// ISO 8601 instants with milliseconds: a date, or date and time with or without an offset; without one it is UTC
/// (expressions §5.4). Digits beyond the milliseconds are cut off.
/// </summary>
internal static class IsoDate
{
    private const long Minimum = -62135596800000;
    private const long Maximum = 253402300799999;

    public static bool IsInRange(long milliseconds) => milliseconds is >= Minimum and <= Maximum;

    public static DateTime ToDateTime(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;

    public static string ToText(long milliseconds) =>
        ToDateTime(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static bool TryParse(ReadOnlySpan<byte> utf8, out long milliseconds)
    {
        milliseconds = 0;
        if (utf8.Length is < 10 or > 40) return false;
        Span<char> text = stackalloc char[utf8.Length];
        for (var index = 0; index < utf8.Length; index++) text[index] = (char)utf8[index];
        return TryParse(text, out milliseconds);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (!TryReadDay(text, out var day)) return false;
        if (text.Length == 10)
        {
            milliseconds = ToMilliseconds(day);
            return true;
        }

        if (text[10] is not ('T' or 't' or ' ') || !TryReadTime(text[11..], out var time, out var rest)) return false;
        if (!TryReadOffset(rest, out var offset)) return false;
        milliseconds = ToMilliseconds(day) + time - offset;
        return IsInRange(milliseconds);
    }

    private static long ToMilliseconds(DateTime day) => (day.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private static bool TryReadDay(ReadOnlySpan<char> text, out DateTime day)
    {
        day = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return false;
        if (!TryReadDigits(text[..4], out var year) || !TryReadDigits(text[5..7], out var month)) return false;
        if (!TryReadDigits(text[8..10], out var date) || year < 1 || month is < 1 or > 12) return false;
        if (date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = new DateTime(year, month, date, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    // HH:MM, HH:MM:SS or HH:MM:SS.f…
    private static bool TryReadTime(ReadOnlySpan<char> text, out long milliseconds, out ReadOnlySpan<char> rest)
    {
        milliseconds = 0;
        rest = default;
        if (text.Length < 5 || text[2] != ':') return false;
        if (!TryReadDigits(text[..2], out var hour) || !TryReadDigits(text[3..5], out var minute) || hour > 23 || minute > 59) return false;
        milliseconds = (hour * 3600L + minute * 60L) * 1000;
        rest = text[5..];
        if (rest.Length == 0 || rest[0] != ':') return true;

        if (rest.Length < 3 || !TryReadDigits(rest[1..3], out var second) || second > 59) return false;
        milliseconds += second * 1000L;
        rest = rest[3..];
        if (rest.Length == 0 || rest[0] is not ('.' or ',')) return true;

        var digits = 1;
        for (var scale = 100; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++, scale /= 10)
            milliseconds += (rest[digits] - '0') * scale;
        rest = rest[digits..];
        return digits > 1;
    }

    // nothing, Z, +HH, +HHMM or +HH:MM
    private static bool TryReadOffset(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length == 0 || text is "Z" or "z") return true;
        if (text[0] is not ('+' or '-')) return false;
        var minutes = 0;
        var valid = text.Length switch
        {
            3 => true,
            5 => TryReadDigits(text[3..], out minutes),
            6 => text[3] == ':' && TryReadDigits(text[4..], out minutes),
            _ => false,
        };
        if (!valid || !TryReadDigits(text[1..3], out var hours) || hours > 23 || minutes > 59) return false;
        milliseconds = (hours * 60L + minutes) * (text[0] == '-' ? -60_000 : 60_000);
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            number = number * 10 + (c - '0');
        }

        return true;
    }
}
