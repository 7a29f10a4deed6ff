using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Writes a <see cref="DateTimeOffset"/> in UTC also where it stands in a token, which no converter sees.</summary>
internal sealed class UtcTextWriter(TextWriter text) : JsonTextWriter(text)
{
    public override void WriteValue(DateTimeOffset value) => WriteValue(value.UtcDateTime);
}
