namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

/// <summary>Text, what it may be, and digests of it.</summary>
internal static class TextCases
{
    public static (string Name, string Lines)[] Families { get; } =
    [
        ("text", """
            STARTSWITH(name, 'xav') → true
            STARTSWITH(name, 'XAV') → false
            STARTSWITH(name, '') → true
            STARTSWITH(name, nothing) → null
            STARTSWITH(n, '5') → null
            ENDSWITH(name, 'ier') → true
            ENDSWITH(name, 'x') → false
            ENDSWITH(nothing, 'x') → null
            INCLUDES(name, 'avi') → true
            INCLUDES(name, 'AVI') → false
            INCLUDES(name, 'AVI', true) → false
            INCLUDES(name, 'AVI', false) → true
            INCLUDES(name, '') → true
            INCLUDES(tags, 'x') → true
            INCLUDES(tags, 'X', false) → false
            INCLUDES(nothing, 'x') → null
            INCLUDES(n, '5') → null
            INCLUDES('GRÖSSE', 'größe', false) → false
            INCLUDES('GRÖßE', 'größe', false) → true
            INCLUDES('a%b_c', '%b_') → true
            TOLOWER('ÄIx') → "äix"
            LOWER('A') → "a"
            TOUPPER('äi') → "ÄI"
            UPPER('a') → "A"
            TOLOWER(nothing) → null
            TOUPPER(5) → null
            LENGTH(t) → 9
            LEN('') → 0
            LENGTH(list) → 4
            LENGTH(n) → null
            CONCAT('a', 1, true, nothing, null) → "a1true"
            LEFT(t, 2) → "Gr"
            LEFT(t, 7) → "Größe 😀"
            LEFT(t, -1) → ""
            LEFT(t, 99) == t → true
            LEFT(t, 'x') → null
            RIGHT(t, 3) → "😀 x"
            RIGHT(t, 0) → ""
            RIGHT(t, 99) == t → true
            SUBSTRING(t, 6) → "😀 x"
            SUBSTRING(t, 6, 1) → "😀"
            MID(name, 1, 2) → "av"
            SUBSTRING(name, -3, 2) → "xa"
            SUBSTRING(name, 99) → ""
            SUBSTRING(name, 0, -1) → ""
            SUBSTRING(nothing, 0) → null
            CHARINDEX(t, 'x') → 8
            CHARINDEX(name, 'x', 1) → -1
            CHARINDEX(name, 'a', 1) → 1
            CHARINDEX(name, 'zz') → -1
            CHARINDEX(name, 'r', 99) → -1
            CHARINDEX(name, '') → 0
            CHARINDEX(nothing, 'x') → null
            LASTINDEXOF('a-b-c', '-') → 3
            LASTINDEXOF(t, 'x') → 8
            LASTINDEXOF(name, 'zz') → -1
            TRIM(' a b ') → "a b"
            LTRIM(' a ') → "a "
            RTRIM(' a ') → " a"
            CHARAT(t, 6) → "😀"
            CHARAT(t, 99) → null
            CHARAT(t, -1) → null
            REPLACE('a-b-c', '-', '+') → "a+b-c"
            REPLACE('abc', '', 'x') → "abc"
            REPLACE('abc', 'z', 'x') → "abc"
            REPLACEALL('a-b-c', '-', '') → "abc"
            REPLACEALL(nothing, 'a', 'b') → null
            SPLIT('a,b,', ',') → ["a","b",""]
            SPLIT('a😀', '') → ["a","😀"]
            SPLIT(5, ',') → null
            REPEAT('ab', 3) → "ababab"
            REPEAT('ab', 0) → ""
            REPEAT('ab', -1) → ""
            REPEAT('ab', 1e9) → null
            PADLEFT('7', 3, '0') → "007"
            PADLEFT('7', 3) → "  7"
            PADLEFT('777', 2, '0') → "777"
            PADLEFT('7', 3, '') → null
            PADLEFT('7', 1e9) → null
            PADRIGHT('😀', 3, '-') → "😀--"
            PROPERCASE('hello wORLD o\'neil') → "Hello World O'neil"
            REGEXMATCH(name, '^x.*r$') → true
            REGEXMATCH(name, 'AVI') → false
            REGEXMATCH(name, 'AVI', 'i') → true
            REGEXMATCH('a\nb', '^b', 'm') → true
            REGEXMATCH('a\nb', 'a.b', 's') → true
            REGEXMATCH('aa', '(a)\\1') → true
            REGEXMATCH(name, '(') → null
            REGEXMATCH(name, 'x', 'q') → null
            REGEXMATCH(nothing, 'x') → null
            REGEXMATCH(name, nothing) → null
            REGEXFIND('order 4711', '[0-9]+') → "4711"
            REGEXFIND('order', '[0-9]+') → null
            REGEXREPLACE('a1b22', '[0-9]+', '$1') → "a$1b$1"
            REGEXREPLACE('a1b22', '[0-9]+', nothing) → null
            TEXTSEARCH('grosse') → false
            TEXTSEARCH('GRÖßE') → true
            TEXTSEARCH('nowhere XAVIER') → true
            TEXTSEARCH('-xavier z') → false
            TEXTSEARCH('') → false
            TEXTSEARCH(nothing) → null
            """),
        ("validation", """
            ISEMAIL('a@b.co') → true
            ISEMAIL('a@b') → false
            ISEMAIL('a b@c.co') → false
            ISEMAIL('a@b.co\n') → false
            ISEMAIL(nothing) → null
            ISURL('https://x.co/a?b') → true
            ISURL('javascript:alert(1)') → false
            ISURL('/relative') → false
            ISPHONE('+905551112233') → true
            ISPHONE('05551112233') → false
            ISIP('127.0.0.1') → true
            ISIP('1') → false
            ISIP('::1') → true
            ISUUID('123e4567-e89b-12d3-a456-426614174000') → true
            ISUUID('123e4567') → false
            ISOBJECTID('61f0c0ffee00000000000a01') → true
            ISOBJECTID('x') → false
            ISALPHA('äb') → true
            ISALPHA('a1') → false
            ISALPHA('') → false
            ISALPHANUMERIC('a1') → true
            ISALPHANUMERIC('a 1') → false
            ISNUMERIC('1e3') → true
            ISNUMERIC('x') → false
            ISNUMERIC(5) → true
            ISINTEGER('-12') → true
            ISINTEGER('1.5') → false
            ISINTEGER(2.0) → true
            ISINTEGER(true) → null
            ISDECIMAL('1.5') → true
            ISDECIMAL('1e5') → false
            ISHEXCOLOR('#fff') → true
            ISHEXCOLOR('#ffff0') → false
            ISCREDITCARD('4111 1111 1111 1111') → true
            ISCREDITCARD('4111 1111 1111 1112') → false
            ISJSON('{"a":1}') → true
            ISJSON('{a}') → false
            """),
        ("digests", """
            SHA256('a') → "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
            MD5('a') → "0cc175b9c0f1b6a831c399e269772661"
            ENCODEBASE64('é') → "w6k="
            DECODEBASE64('w6k=') → "é"
            DECODEBASE64('***') → null
            DECODEBASE64('/w==') → null
            SHA256(5) → null
            """),
    ];
}
