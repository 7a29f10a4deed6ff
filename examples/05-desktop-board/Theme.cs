using System.Drawing;

namespace Altogic.Reactive.Examples.DesktopBoard;

/// <summary>Colours, fonts and the grid of 8 pixels that everything keeps to.</summary>
internal static class Theme
{
    public const int Unit = 8;
    public const int FieldHeight = 4 * Unit;
    public const int Radius = 6;

    public static Color Window { get; } = Color.FromArgb(0xF4, 0xF5, 0xF8);

    public static Color Surface { get; } = Color.White;

    public static Color Column { get; } = Color.FromArgb(0xE9, 0xEB, 0xF0);

    public static Color Side { get; } = Color.FromArgb(0x25, 0x2B, 0x3B);

    public static Color SideSelected { get; } = Color.FromArgb(0x3A, 0x43, 0x5C);

    public static Color SideText { get; } = Color.FromArgb(0xDD, 0xE2, 0xEE);

    public static Color Text { get; } = Color.FromArgb(0x1F, 0x24, 0x33);

    public static Color Quiet { get; } = Color.FromArgb(0x6B, 0x73, 0x85);

    public static Color Line { get; } = Color.FromArgb(0xD3, 0xD8, 0xE2);

    public static Color Accent { get; } = Color.FromArgb(0x2F, 0x6F, 0xED);

    public static Color AccentDark { get; } = Color.FromArgb(0x1F, 0x56, 0xC4);

    public static Color AccentSoft { get; } = Color.FromArgb(0xDC, 0xE7, 0xFD);

    public static Color Warning { get; } = Color.FromArgb(0xFC, 0xE9, 0xC4);

    public static Color WarningText { get; } = Color.FromArgb(0x6E, 0x49, 0x00);

    public static Color Error { get; } = Color.FromArgb(0xB3, 0x26, 0x1E);

    public static Font Normal { get; } = Make(13, FontStyle.Regular);

    public static Font Small { get; } = Make(11, FontStyle.Regular);

    public static Font Strong { get; } = Make(13, FontStyle.Bold);

    public static Font Title { get; } = Make(18, FontStyle.Bold);

    private static IReadOnlyList<string> Families => ["Segoe UI", "Noto Sans", "DejaVu Sans"];

    private static readonly Color[] People =
    [
        Color.FromArgb(0x2F, 0x6F, 0xED), Color.FromArgb(0x0E, 0x8A, 0x6B), Color.FromArgb(0xB4, 0x4B, 0x9A),
        Color.FromArgb(0xC2, 0x5B, 0x12), Color.FromArgb(0x5B, 0x5F, 0xC7), Color.FromArgb(0x8A, 0x6D, 0x0E),
    ];

    /// <summary>The same colour for the same name, everywhere.</summary>
    public static Color ColorOf(string name) => People[name.Aggregate(0, (sum, letter) => ((sum * 31) + letter) & 0xFFFF) % People.Length];

    /// <summary>The first of these families that the machine has. Sizes are pixels, as all measures here.</summary>
    private static Font Make(float size, FontStyle style)
    {
        var installed = FontFamily.Families.Select(family => family.Name).ToList();
        var family = Families.FirstOrDefault(installed.Contains) ?? FontFamily.GenericSansSerif.Name;
        return new Font(family, size, style, GraphicsUnit.Pixel);
    }
}
