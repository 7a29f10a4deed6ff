using System.Globalization;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>Wall clocks: UTC, a fixed offset such as <c>+03:00</c>, or an IANA zone (expressions §8.5).</summary>
internal static class TimeZones
{
    /// <summary>The zone that a value names, UTC where it names none; false for a zone that does not exist.</summary>
    public static bool TryGet(in Value value, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        if (value.IsNothing) return true;
        if (value.Kind != ValueKind.Text) return false;
        var name = value.Text;
        return name is "Z" or "UTC" || TryGetOffset(name, ref zone) || TryFind(name, ref zone);
    }

    public static DateTime ToWallClock(long milliseconds, TimeZoneInfo zone)
    {
        var utc = IsoDate.ToDateTime(milliseconds);
        return ReferenceEquals(zone, TimeZoneInfo.Utc) ? utc : TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
    }

    /// <summary>The instant at which a wall clock shows a time; a time that a clock change leaves out counts as its hour before.</summary>
    public static Value FromWallClock(DateTime wallClock, TimeZoneInfo zone)
    {
        var ticks = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        var offset = zone.IsInvalidTime(ticks) ? zone.GetUtcOffset(ticks.AddHours(-1)) : zone.GetUtcOffset(ticks);
        return Value.OfDate((wallClock.Ticks - offset.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);
    }

    private static bool TryGetOffset(string text, ref TimeZoneInfo zone)
    {
        if (text.Length != 6 || text[0] is not ('+' or '-')) return false;
        if (!TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) return false;
        if (offset > TimeSpan.FromHours(14)) return false;
        zone = TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -offset : offset, text, text);
        return true;
    }

    private static bool TryFind(string name, ref TimeZoneInfo zone)
    {
        // A name is looked up as a file on some systems: only what can be the name of a zone goes there.
        if (name.Length is 0 or > 60 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('/' or '_' or '-' or '+'))) return false;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)) return false;
        zone = found;
        return true;
    }
}
