namespace Altogic.Reactive.Backend.Modules.Auth.UserAgents;

/// <summary>Reads <c>User-Agent</c> headers: enough to tell one's own devices apart in a list of sessions, no more.</summary>
internal static class UserAgentParser
{
    private const int LongestHeader = 1024;
    private const int LongestNumber = 10;

    /// <summary>The mark in the header, what it means, and where the version stands when not right behind the mark. The first match wins.</summary>
    private static readonly (string Mark, string Family, string? VersionMark)[] Programs =
    [
        ("EdgA/", "Edge Mobile", null), ("EdgiOS/", "Edge Mobile", null), ("Edg/", "Edge", null), ("Edge/", "Edge", null),
        ("OPR/", "Opera", null), ("OPiOS/", "Opera Mini", null), ("SamsungBrowser/", "Samsung Internet", null),
        ("YaBrowser/", "Yandex Browser", null), ("Vivaldi/", "Vivaldi", null), ("FxiOS/", "Firefox iOS", null),
        ("CriOS/", "Chrome Mobile iOS", null), ("Firefox/", "Firefox", null), ("HeadlessChrome/", "HeadlessChrome", null),
        ("Electron/", "Electron", null), ("Chrome/", "Chrome", null), ("Trident/", "IE", "rv:"), ("MSIE ", "IE", null),
        ("Safari/", "Safari", "Version/"), ("Dart/", "Dart", null), ("okhttp/", "okhttp", null), ("curl/", "curl", null),
        ("PostmanRuntime/", "PostmanRuntime", null), ("python-requests/", "Python Requests", null), ("undici", "Node.js", null),
        ("node-fetch/", "node-fetch", null), ("Node.js/", "Node.js", null), ("node", "Node.js", null),
        ("Altogic.Reactive/", "Altogic.Reactive", null), (".NET/", ".NET", null), ("dotnet/", ".NET", null),
    ];

    private static readonly (string Mark, string Family, string? VersionMark)[] Systems =
    [
        ("Windows Phone ", "Windows Phone", null), ("Windows NT ", "Windows", null), ("Windows/", "Windows", null), ("Windows", "Windows", null),
        ("iPhone OS ", "iOS", null), ("CPU OS ", "iOS", null), ("iOS/", "iOS", null), ("Android ", "Android", null), ("Android/", "Android", null),
        ("Android", "Android", null), ("Mac OS X ", "Mac OS X", null), ("macOS/", "Mac OS X", null), ("macOS", "Mac OS X", null),
        ("Macintosh", "Mac OS X", null), ("CrOS ", "Chrome OS", null), ("Ubuntu/", "Ubuntu", null), ("Ubuntu", "Ubuntu", null),
        ("Fedora", "Fedora", null), ("Debian", "Debian", null), ("Linux/", "Linux", null), ("Linux", "Linux", null), ("FreeBSD", "FreeBSD", null),
    ];

    private static readonly (string Mark, string Family)[] Devices =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("iPod", "iPod"), ("Macintosh", "Mac"), ("Windows Phone", "Windows Phone"),
    ];

    public static UserAgentInfo Parse(string? header)
    {
        var text = header is null ? "" : header[..Math.Min(header.Length, LongestHeader)];
        var program = Match(text, Programs);
        var system = Match(text, Systems);
        if (program.Family == "Chrome" && text.Contains("Mobile", StringComparison.Ordinal)) program = program with { Family = "Chrome Mobile" };
        if (program.Family == "Safari" && system.Family == "iOS") program = program with { Family = "Mobile Safari" };
        if (system.Family == "Windows") system = WindowsByName(system);
        return new UserAgentInfo(program, Device(text), system);
    }

    private static VersionedName Match(string text, (string Mark, string Family, string? VersionMark)[] rules)
    {
        foreach (var (mark, family, versionMark) in rules)
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0) continue;
            var version = at + mark.Length;
            if (versionMark is not null)
            {
                var elsewhere = text.IndexOf(versionMark, StringComparison.Ordinal);
                version = elsewhere < 0 ? text.Length : elsewhere + versionMark.Length;
            }

            return Version(family, text.AsSpan(version));
        }

        return VersionedName.Other;
    }

    private static VersionedName Version(string family, ReadOnlySpan<char> text)
    {
        var major = Number(ref text);
        var minor = Number(ref text);
        var patch = Number(ref text);
        return new VersionedName(family, major, minor, patch);
    }

    /// <summary>The digits in front, and moves behind the dot or underscore that follows them.</summary>
    private static string Number(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < LongestNumber && char.IsAsciiDigit(text[length])) length++;
        if (length == 0)
        {
            text = default;
            return "0";
        }

        var number = text[..length].ToString();
        text = length < text.Length && text[length] is '.' or '_' ? text[(length + 1)..] : default;
        return number;
    }

    /// <summary>Headers say NT's version; people know the other one. Windows 11 calls itself 10.</summary>
    private static VersionedName WindowsByName(VersionedName nt) => (nt.Major, nt.Minor) switch
    {
        ("6", "0") => new VersionedName("Windows", "Vista"),
        ("6", "1") => new VersionedName("Windows", "7"),
        ("6", "2") => new VersionedName("Windows", "8"),
        ("6", "3") => new VersionedName("Windows", "8", "1"),
        _ => nt,
    };

    private static VersionedName Device(string text)
    {
        foreach (var (mark, family) in Devices)
            if (text.Contains(mark, StringComparison.Ordinal)) return new VersionedName(family);
        return VersionedName.Other;
    }
}
