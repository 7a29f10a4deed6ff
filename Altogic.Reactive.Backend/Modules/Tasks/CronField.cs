using System.Globalization;

namespace Altogic.Reactive.Backend.Modules.Tasks;

/// <summary>One field of a cron line: <c>*</c>, numbers, names, ranges, steps and lists of them.</summary>
internal sealed record CronField(string Name, int Least, int Most, string[] Names)
{
    public bool TryParse(string text, out ulong set, out string? mistake)
    {
        set = 0;
        mistake = null;
        foreach (var part in text.Split(','))
        {
            if (!TryParsePart(part, ref set))
            {
                mistake = FormattableString.Invariant(
                    $"\"{part}\" does not fit the field \"{Name}\": use *, numbers from {Least} to {Most}{NamesHint}, ranges like {Least}-{Most}, steps like */2, and lists with commas.");
                return false;
            }
        }

        return true;
    }

    private string NamesHint => Names.Length == 0 ? "" : $", names from {Names[0]} to {Names[^1]}";

    private bool TryParsePart(string part, ref ulong set)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var step = 1;
        if (slash >= 0 && !(TryNumber(part[(slash + 1)..], out step) && step >= 1 && step <= Most)) return false;
        if (!TryParseRange(slash < 0 ? part : part[..slash], slash >= 0, out var from, out var to)) return false;
        for (var value = from; value <= to; value += step) set |= 1UL << value;
        return true;
    }

    private bool TryParseRange(string text, bool hasStep, out int from, out int to)
    {
        (from, to) = (Least, Most);
        if (text == "*") return true;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash >= 0) return TryValue(text[..dash], out from) & TryValue(text[(dash + 1)..], out to) && from <= to;
        if (!TryValue(text, out from)) return false;
        to = hasStep ? Most : from;
        return true;
    }

    private bool TryValue(string text, out int value)
    {
        var named = Array.FindIndex(Names, n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase));
        if (named < 0) return TryNumber(text, out value) && value >= Least && value <= Most;
        value = named + (Name == "month" ? 1 : 0);
        return true;
    }

    private static bool TryNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
