using FsCheck;
using FsCheck.Fluent;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Text that tries to break out of a literal.</summary>
public sealed record HostileText(string Value)
{
    public override string ToString() => Newtonsoft.Json.JsonConvert.ToString(Value);
}

/// <summary>For <c>[Property(Arbitrary = …)]</c>.</summary>
public static class HostileTexts
{
    private static readonly string[] Pieces =
    [
        "'", "\"", "\\", "\\'", "\\\"", "\\\\", "\\u0027", "u0027", "' || true || '", "\") || (\"", "\n", "\r\n", "\t", "\b", "\f",
        "\0", "\u001f", "\u2028", "\ud800", "\udc00", "\ud83d\ude00", "ş", "İ", "ı", "a", "Z", "0", "-", "(", ")", "[", "]", ",", " ",
        "{", "}", "&&", "||", "this", "null", "`", "%",
    ];

    public static Arbitrary<HostileText> Texts() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => new HostileText(string.Concat(pieces))).ToArbitrary();
}
