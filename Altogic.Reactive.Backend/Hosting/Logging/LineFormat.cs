using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Hosting.Logging;

/// <summary>How an entry becomes one line: JSON for machines, text for a terminal.</summary>
internal sealed class LineFormat
{
    private readonly bool _json;

    private LineFormat(bool json) => _json = json;

    public static LineFormat Json { get; } = new(json: true);

    public static LineFormat Plain { get; } = new(json: false);

#pragma warning disable RS0030 // asks where standard error leads to, writes nothing
    public static LineFormat ForStandardError() => Console.IsErrorRedirected ? Json : Plain;
#pragma warning restore RS0030

    public string Write(
        DateTimeOffset time, LogLevel level, string category, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>>? fields, Exception? error) =>
        _json ? WriteJson(time, level, category, id, message, fields, error) : WritePlain(time, level, category, message, error);

    private static string WritePlain(DateTimeOffset time, LogLevel level, string category, string message, Exception? error)
    {
        var source = category[(category.LastIndexOf('.') + 1)..];
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:HH:mm:ss.fff} {Name(level),-5} {source}: {message}");
        return error is null ? line : line + Environment.NewLine + error;
    }

    private static string WriteJson(
        DateTimeOffset time, LogLevel level, string category, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>>? fields, Exception? error)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, time.UtcDateTime);
            json.WriteString("level"u8, Name(level));
            json.WriteString("source"u8, category);
            json.WriteNumber("event"u8, id.Id);
            json.WriteString("message"u8, message);
            if (fields is not null) WriteFields(json, fields);
            if (error is not null) json.WriteString("error"u8, error.ToString());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name == "{OriginalFormat}") continue;
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
            switch (value)
            {
                case null: json.WriteNullValue(); break;
                case int number: json.WriteNumberValue(number); break;
                case long number: json.WriteNumberValue(number); break;
                case double number when double.IsFinite(number): json.WriteNumberValue(Math.Round(number, 3)); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            }
        }
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
