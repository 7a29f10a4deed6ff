using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>
/// What buckets and files may be called. Names never reach the disk of the backend, but clients save files under them, so nothing gets
/// through that would lead out of a folder or to a device. Names are kept in normal form C: one look, one file.
/// </summary>
internal static class StorageNames
{
    public const string Root = "root";
    private const int LongestName = 1024;
    private const int LongestSegment = 255;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The name to store. Slashes inside are allowed: apps imitate folders with them.</summary>
    /// <exception cref="ApiException">400 when nothing may be called so.</exception>
    public static string File(string name, string field)
    {
        var normal = Check(name, field);
        if (normal.StartsWith('/')) throw StorageErrors.InvalidName(field, name, "it begins with a slash");
        foreach (var segment in normal.Split('/')) CheckSegment(segment, name, field);
        return normal;
    }

    /// <exception cref="ApiException">400 when nothing may be called so.</exception>
    public static string Bucket(string name, string field)
    {
        var normal = Check(name, field);
        if (normal.Contains('/', StringComparison.Ordinal)) throw StorageErrors.InvalidName(field, name, "it has a slash, and buckets cannot be nested");
        CheckSegment(normal, name, field);
        return normal == Root ? throw StorageErrors.RootBucket("The name root belongs to the bucket that always exists.") : normal;
    }

    /// <summary>The form in which a name is looked for; a name that nothing can have is left as it is.</summary>
    public static string Normalise(string name) => IsWellFormed(name) ? name.Normalize(NormalizationForm.FormC) : name;

    /// <summary>The name with a number before its ending: <c>photo (2).png</c>.</summary>
    public static string Variant(string name, int number)
    {
        var suffix = " (" + number.ToString(CultureInfo.InvariantCulture) + ")";
        var start = name.LastIndexOf('/') + 1;
        var dot = name.LastIndexOf('.');
        if (dot > start && Shorten(name[..dot], start, suffix + name[dot..]) is { } varied) return varied;

        // What stands behind the last dot may be no ending at all, and leave no room before it.
        return Shorten(name, start, suffix) ?? throw new ArgumentException("The name is no name of a file.", nameof(name));
    }

    private static string Check(string name, string field)
    {
        if (string.IsNullOrWhiteSpace(name)) throw FieldErrors.Missing(field);
        if (!IsWellFormed(name)) throw StorageErrors.InvalidName(field, "?", "it is not Unicode text");
        var normal = name.Normalize(NormalizationForm.FormC);
        if (Encoding.UTF8.GetByteCount(normal) > LongestName) throw StorageErrors.InvalidName(field, name, $"it is longer than {LongestName} bytes");
        if (normal.Any(char.IsControl)) throw StorageErrors.InvalidName(field, Visible(name), "it has a control character");
        if (normal.Contains('\\', StringComparison.Ordinal)) throw StorageErrors.InvalidName(field, name, "it has a backslash");
        return normal.Length > 1 && normal[1] == ':' && char.IsAsciiLetter(normal[0])
            ? throw StorageErrors.InvalidName(field, name, "it begins with a drive letter")
            : normal;
    }

    private static void CheckSegment(string segment, string name, string field)
    {
        if (!segment.EnumerateRunes().Any(IsSeen)) throw StorageErrors.InvalidName(field, name, "a part of it is empty or shows nothing but dots");
        if (Encoding.UTF8.GetByteCount(segment) > LongestSegment) throw StorageErrors.InvalidName(field, name, $"a part of it is longer than {LongestSegment} bytes");
        var dot = segment.AsSpan().IndexOfAny('.', ':');
        if (Devices.Contains((dot < 0 ? segment : segment[..dot]).TrimEnd(' '))) throw StorageErrors.InvalidName(field, name, "a part of it names a device");
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }

        return true;
    }

    /// <summary>Whether a character leaves a mark: a name of blanks and marks of direction alone cannot be told from others.</summary>
    private static bool IsSeen(Rune rune) => rune.Value != '.' && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Visible(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    /// <summary>As much of the stem as fits before the rest; null when not one character of its last part does.</summary>
    private static string? Shorten(string stem, int start, string rest)
    {
        var reserved = Encoding.UTF8.GetByteCount(rest);
        while (Encoding.UTF8.GetByteCount(stem.AsSpan(start)) + reserved > LongestSegment || Encoding.UTF8.GetByteCount(stem) + reserved > LongestName)
        {
            var length = stem.Length - (char.IsLowSurrogate(stem[^1]) ? 2 : 1);
            if (length <= start) return null;
            stem = stem[..length];
        }

        return stem + rest;
    }
}
