using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Tracking;

/// <summary>The words of the wire; the official documents spell the third one in two ways.</summary>
internal sealed class RunStatusConverter : JsonConverter<RunStatus>
{
    public override RunStatus ReadJson(JsonReader reader, Type objectType, RunStatus existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        (reader.Value as string) switch
        {
            "pending" => RunStatus.Pending,
            "processing" => RunStatus.Processing,
            "completed" or "complete" => RunStatus.Completed,
            "errors" => RunStatus.Errors,
            null => throw new JsonSerializationException("A status has to be text."),
            _ => RunStatus.Unknown,
        };

    public override void WriteJson(JsonWriter writer, RunStatus value, JsonSerializer serializer) => writer.WriteValue(value switch
    {
        RunStatus.Pending => "pending",
        RunStatus.Processing => "processing",
        RunStatus.Completed => "completed",
        RunStatus.Errors => "errors",
        _ => "unknown",
    });
}
