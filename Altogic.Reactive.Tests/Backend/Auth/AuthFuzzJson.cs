using System.Text;

namespace Altogic.Reactive.Tests.Backend.Auth;

/// <summary>Writes odd JSON as text, because a writer of JSON would refuse half of it.</summary>
internal sealed class AuthFuzzJson(Random random)
{
    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0.0", "1e400", "9223372036854775808", "123456", "{}", "[]", "\"\"", "\" \"", "\"x\"", "\"ada@example.com\"",
        "\"ADA@example.com \"", "\"eve@example.com\"", "\"new@example.com\"", "\"+905551112233\"", "\"+90 555 999-88-77\"", "\"00905551112233\"", "\"s3cret!\"",
        "\"another-1\"", "\"short\"", "\"true\"", "\"\\u0000\"", "\"\\ud800\"", "\"x\\udc00y\"", "\"\\ud83d\\ude00\"", "\"a\\u0000@b.co\"", "\"ı@İ.co\"", "\"a@\\u202e.co\"",
        "\"' OR 1=1 --\"", "\"\\r\\nInjected: 1\"", "\"<script>\"", "\"2024-01-05T08:00:00Z\"", "\"64b1f0c2a9d3e45f60718293\"", "\"${jndi}\"",
    ];

    private static readonly string[] Names =
    [
        "_id", "name", "email", "phone", "password", "emailVerified", "phoneVerified", "provider", "providerUserId", "signUpAt", "accessGroupKeys", "_parent",
        "profilePicture", "token", "", " ", "$", "a.b", "__proto__", "\\u0000", "\\ud800", "x\\udc00", "\\ud83d\\ude00", "EMAIL", "ı",
    ];

    private static readonly int[] Depths = [2, 59, 60, 61, 64, 65, 1000, 100_000];
    private static readonly int[] Lengths = [40, 65, 255, 256, 2049, 5000, 70_000];

    /// <summary>An object with some of these members and perhaps a few others, a member twice among them; sometimes not quite JSON.</summary>
    public string Object(params string[] members)
    {
        var text = new StringBuilder("{");
        foreach (var member in members)
            if (random.Next(6) != 0) Member(text, member);
        for (var i = random.Next(-3, 3); i > 0; i--) Member(text, Pick(Names));
        text.Append('}');
        return random.Next(25) switch
        {
            0 => text.ToString(0, random.Next(text.Length)),
            1 => text.Insert(random.Next(text.Length), Pick(Scalars)).ToString(),
            2 => Value(3),
            _ => text.ToString(),
        };
    }

    private void Member(StringBuilder text, string name)
    {
        if (text.Length > 1) text.Append(',');
        text.Append('"').Append(name).Append("\":").Append(Value(3));
    }

    private string Value(int depth) => random.Next(depth == 0 ? 16 : 24) switch
    {
        0 => '"' + new string(Pick(["x", "1", " ", "@", "😀"])[0], Pick(Lengths)).Replace('\ud83d', 'ş') + '"',
        1 when random.Next(4) == 0 => Deep(Pick(Depths)),
        < 18 => Pick(Scalars),
        18 => "[" + Value(depth - 1) + "," + Value(depth - 1) + "]",
        _ => Inner(depth),
    };

    private string Inner(int depth)
    {
        var text = new StringBuilder("{");
        for (var i = random.Next(5); i > 0; i--)
        {
            if (text.Length > 1) text.Append(',');
            text.Append('"').Append(Pick(Names)).Append("\":").Append(Value(depth - 1));
        }

        return text.Append('}').ToString();
    }

    private string Deep(int depth) => random.Next(2) == 0
        ? new string('[', depth) + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
