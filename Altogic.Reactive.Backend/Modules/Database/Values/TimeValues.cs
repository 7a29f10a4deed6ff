using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Instants, days and times of day; all are texts in JSON.</summary>
internal static class TimeValues
{
    private static readonly string[] TimeForms = ["HH':'mm", "HH':'mm':'ss", "HH':'mm':'ss.FFFFFFF"];

    public static ConvertedValue DateTime(JsonElement value) =>
        Text(value) is { } text && IsoDate.TryParse(text, out var instant)
            ? ConvertedValue.Of(JsonValue.Create(IsoDate.ToText(instant)))
            : ConvertedValue.WrongType("must be a date and time in ISO 8601 form such as 2024-01-31T08:00:00Z");

    public static ConvertedValue Date(JsonElement value)
    {
        // A complete instant is taken too: clients have no type for days.
        var text = Text(value);
        return text is not null && IsoDate.TryParse(text, out _)
            ? ConvertedValue.Of(JsonValue.Create(text[..10]))
            : ConvertedValue.WrongType("must be a date such as 2024-01-31");
    }

    public static ConvertedValue Time(JsonElement value) =>
        TimeOnly.TryParseExact(Text(value), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? ConvertedValue.Of(JsonValue.Create(time.ToString("HH':'mm':'ss", CultureInfo.InvariantCulture)))
            : ConvertedValue.WrongType("must be a time of day such as 08:30:00");

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
}
