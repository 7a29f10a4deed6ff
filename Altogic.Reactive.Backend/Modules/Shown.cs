namespace Altogic.Reactive.Backend.Modules;

/// <summary>What a refusal repeats of a text that a client sent: enough to recognise it.</summary>
internal static class Shown
{
    private const int Longest = 200;

    public static string Of(string text) => text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
}
