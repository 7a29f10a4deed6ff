using System.Text.Json;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>
/// Checks where the attachments of a message belong. Receivers close their connection over a placeholder without an attachment, so
/// none is passed on.
/// </summary>
internal static class Placeholders
{
    private enum Part
    {
        Other,
        Mark,
        Number,
    }

    /// <summary>Whether every placeholder in this valid JSON names one of <paramref name="count"/> attachments.</summary>
    public static bool Fit(ReadOnlySpan<byte> json, int count)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        var open = new Stack<(bool IsMarked, bool HasNumber)>();
        var next = Part.Other;
        while (reader.Read())
        {
            if (next == Part.Mark) open.Push((reader.TokenType == JsonTokenType.True, open.Pop().HasNumber));
            if (next == Part.Number) open.Push((open.Pop().IsMarked, IsNumberOf(reader, count)));
            next = reader.TokenType == JsonTokenType.PropertyName ? PartOf(reader) : Part.Other;
            if (reader.TokenType == JsonTokenType.StartObject) open.Push(default);
            if (reader.TokenType == JsonTokenType.EndObject && open.Pop() is { IsMarked: true, HasNumber: false }) return false;
        }

        return true;
    }

    private static Part PartOf(in Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("_placeholder"u8)) return Part.Mark;
        return reader.ValueTextEquals("num"u8) ? Part.Number : Part.Other;
    }

    private static bool IsNumberOf(in Utf8JsonReader reader, int count) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0 && number < count;
}
