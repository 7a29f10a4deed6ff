using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Writes JSON in which bytes are placeholders, and collects the bytes (realtime §8.4).</summary>
internal sealed class AttachmentWriter(TextWriter output) : JsonTextWriter(output)
{
    private List<byte[]>? _attachments;

    /// <summary>Copies of what was written, in the order of the placeholders.</summary>
    public IReadOnlyList<byte[]> Attachments => _attachments ?? [];

    public override void WriteValue(byte[]? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        _attachments ??= [];
        WriteStartObject();
        WritePropertyName("_placeholder");
        WriteValue(true);
        WritePropertyName("num");
        WriteValue(_attachments.Count);
        WriteEndObject();
        _attachments.Add([.. value]);
    }
}
