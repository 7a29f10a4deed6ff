#if NET
using System.Buffers;
#endif
using System.Text;

namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>Finds values in UTF-8 JSON without making objects of them. Strict about the grammar, bounded in depth, never past the end. Pure.</summary>
internal static class JsonScan
{
    /// <summary>How deep values may nest; other Socket.IO servers go by the stack of their JavaScript engine.</summary>
    public const int MostDepth = 512;

#if NET
    private static readonly SearchValues<byte> Stops = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);
#endif

    public static void SkipWhiteSpace(ReadOnlySpan<byte> json, ref int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
    }

    /// <summary>Moves past one value that begins at <paramref name="at"/>; false when none stands there.</summary>
    public static bool TrySkipValue(ReadOnlySpan<byte> json, ref int at) => TrySkipValue(json, ref at, MostDepth);

    /// <summary>Whether the text is one JSON value and nothing else.</summary>
    public static bool IsValue(ReadOnlySpan<byte> json)
    {
        var at = 0;
        SkipWhiteSpace(json, ref at);
        if (!TrySkipValue(json, ref at)) return false;
        SkipWhiteSpace(json, ref at);
        return at == json.Length;
    }

    /// <summary>Finds a member of an object; of several with the same name, the last counts, as for every JSON reader.</summary>
    /// <returns>False when the text is no object or lacks the member.</returns>
    public static bool TryFindMember(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, out JsonSlice value)
    {
        value = default;
        var at = 0;
        SkipWhiteSpace(json, ref at);
        if (at >= json.Length || json[at++] != '{') return false;
        var isFound = false;
        SkipWhiteSpace(json, ref at);
        if (at < json.Length && json[at] == '}') return false;
        while (true)
        {
            SkipWhiteSpace(json, ref at);
            var nameStart = at;
            if (at >= json.Length || json[at] != '"' || !TrySkipText(json, ref at)) return false;
            var member = json.Slice(nameStart, at - nameStart);
            SkipWhiteSpace(json, ref at);
            if (at >= json.Length || json[at++] != ':') return false;
            SkipWhiteSpace(json, ref at);
            var start = at;
            if (!TrySkipValue(json, ref at)) return false;
            if (IsText(member, name))
            {
                value = new JsonSlice(start, at - start);
                isFound = true;
            }

            SkipWhiteSpace(json, ref at);
            if (at >= json.Length) return false;
            if (json[at] == '}') return isFound;
            if (json[at++] != ',') return false;
        }
    }

    /// <summary>Whether a text token, with its quotes, spells this text.</summary>
    public static bool IsText(ReadOnlySpan<byte> token, ReadOnlySpan<byte> text)
    {
        if (token.Length < 2 || token[0] != '"') return false;
        var inside = token.Slice(1, token.Length - 2);
        if (inside.IndexOf((byte)'\\') < 0) return inside.SequenceEqual(text);
        return ReadText(token) is { } read && Encoding.UTF8.GetBytes(read).AsSpan().SequenceEqual(text);
    }

    /// <summary>What a text token, with its quotes, says; null when it is no text.</summary>
    public static string? ReadText(ReadOnlySpan<byte> token)
    {
        var end = 0;
        if (token.Length < 2 || token[0] != '"' || !TrySkipText(token, ref end) || end != token.Length) return null;
        var inside = Encoding.UTF8.GetString(token.Slice(1, token.Length - 2).ToArray());
        if (inside.IndexOf('\\') < 0) return inside;
        var text = new StringBuilder(inside.Length);
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] != '\\')
            {
                text.Append(inside[i]);
                continue;
            }

            i++;
            if (inside[i] == 'u')
            {
                text.Append(FromHex(inside, i + 1));
                i += 4;
            }
            else
            {
                text.Append(Unescape(inside[i]));
            }
        }

        return text.ToString();
    }

    private static char FromHex(string text, int at)
    {
        var value = 0;
        for (var i = at; i < at + 4; i++)
        {
            var c = text[i];
            value = (value << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return (char)value;
    }

    private static char Unescape(char escape) => escape switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escape,
    };

    private static bool TrySkipValue(ReadOnlySpan<byte> json, ref int at, int depth)
    {
        if (at >= json.Length) return false;
        return json[at] switch
        {
            (byte)'"' => TrySkipText(json, ref at),
            (byte)'{' => depth > 0 && TrySkipMembers(json, ref at, depth - 1),
            (byte)'[' => depth > 0 && TrySkipItems(json, ref at, depth - 1),
            (byte)'t' => TrySkipWord(json, ref at, "true"u8),
            (byte)'f' => TrySkipWord(json, ref at, "false"u8),
            (byte)'n' => TrySkipWord(json, ref at, "null"u8),
            _ => TrySkipNumber(json, ref at),
        };
    }

    private static bool TrySkipMembers(ReadOnlySpan<byte> json, ref int at, int depth)
    {
        at++;
        SkipWhiteSpace(json, ref at);
        if (TrySkipByte(json, ref at, '}')) return true;
        do
        {
            SkipWhiteSpace(json, ref at);
            if (at >= json.Length || json[at] != '"' || !TrySkipText(json, ref at)) return false;
            SkipWhiteSpace(json, ref at);
            if (!TrySkipByte(json, ref at, ':')) return false;
            SkipWhiteSpace(json, ref at);
            if (!TrySkipValue(json, ref at, depth)) return false;
            SkipWhiteSpace(json, ref at);
        }
        while (TrySkipByte(json, ref at, ','));
        return TrySkipByte(json, ref at, '}');
    }

    private static bool TrySkipItems(ReadOnlySpan<byte> json, ref int at, int depth)
    {
        at++;
        SkipWhiteSpace(json, ref at);
        if (TrySkipByte(json, ref at, ']')) return true;
        do
        {
            SkipWhiteSpace(json, ref at);
            if (!TrySkipValue(json, ref at, depth)) return false;
            SkipWhiteSpace(json, ref at);
        }
        while (TrySkipByte(json, ref at, ','));
        return TrySkipByte(json, ref at, ']');
    }

    private static bool TrySkipText(ReadOnlySpan<byte> json, ref int at)
    {
        at++;
        while (at < json.Length)
        {
            var next = IndexOfStop(json.Slice(at));
            if (next < 0) return false;
            at += next + 1;
            if (json[at - 1] == '"') return true;
            if (json[at - 1] != '\\' || !TrySkipEscape(json, ref at)) return false;
        }

        return false;
    }

    /// <summary>Where the plain part of a text ends: at a quote, a backslash or a control character, which may not stand there.</summary>
    private static int IndexOfStop(ReadOnlySpan<byte> text)
    {
#if NET
        return text.IndexOfAny(Stops);
#else
        for (var i = 0; i < text.Length; i++)
            if (text[i] is < 0x20 or (byte)'"' or (byte)'\\') return i;
        return -1;
#endif
    }

    private static bool TrySkipEscape(ReadOnlySpan<byte> json, ref int at)
    {
        if (at >= json.Length) return false;
        switch (json[at++])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return true;
            case (byte)'u':
                for (var i = 0; i < 4; i++, at++)
                    if (at >= json.Length || !IsHex(json[at])) return false;
                return true;
            default:
                return false;
        }
    }

    private static bool IsHex(byte c) => c is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F');

    private static bool TrySkipWord(ReadOnlySpan<byte> json, ref int at, ReadOnlySpan<byte> word)
    {
        if (!json.Slice(at).StartsWith(word)) return false;
        at += word.Length;
        return true;
    }

    private static bool TrySkipNumber(ReadOnlySpan<byte> json, ref int at)
    {
        TrySkipByte(json, ref at, '-');
        if (!TrySkipByte(json, ref at, '0') && !TrySkipDigits(json, ref at)) return false;
        if (TrySkipByte(json, ref at, '.') && !TrySkipDigits(json, ref at)) return false;
        if (!TrySkipByte(json, ref at, 'e') && !TrySkipByte(json, ref at, 'E')) return true;
        if (!TrySkipByte(json, ref at, '+')) TrySkipByte(json, ref at, '-');
        return TrySkipDigits(json, ref at);
    }

    private static bool TrySkipDigits(ReadOnlySpan<byte> json, ref int at)
    {
        var start = at;
        while (at < json.Length && json[at] is >= (byte)'0' and <= (byte)'9') at++;
        return at > start;
    }

    private static bool TrySkipByte(ReadOnlySpan<byte> json, ref int at, char expected)
    {
        if (at >= json.Length || json[at] != expected) return false;
        at++;
        return true;
    }
}
