using System.Text;

namespace Altogic.Reactive.Backend.Modules.Auth.Passwords;

/// <summary>
/// The bytes of a password that are hashed: the text in normal form C with every kind of space as a plain space (as RFC 8265
/// does), so that the same password typed on another keyboard or system is the same password.
/// </summary>
internal static class PasswordText
{
    /// <summary>More is refused: nobody types it, and hashing it costs the server.</summary>
    public const int LargestBytes = 512;

    /// <summary>The bytes, or null when the text cannot be a password: too long, or not valid Unicode.</summary>
    public static byte[]? Prepare(string? password)
    {
        if (password is null || password.Length > LargestBytes || !IsWellFormed(password)) return null;
        var normal = password.Normalize(NormalizationForm.FormC);
        var text = new StringBuilder(normal.Length);
        foreach (var c in normal) text.Append(char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.SpaceSeparator ? ' ' : c);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return bytes.Length <= LargestBytes ? bytes : null;
    }

    /// <summary>Length in characters as a person counts them in a form: code points.</summary>
    public static int Length(string password)
    {
        var length = 0;
        foreach (var _ in password.EnumerateRunes()) length++;
        return length;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
