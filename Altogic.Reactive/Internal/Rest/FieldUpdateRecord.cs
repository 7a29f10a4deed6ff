using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>One field update of rest §6.3. <c>unset</c>, <c>pop</c> and <c>shift</c> send no value at all.</summary>
internal sealed class FieldUpdateRecord
{
    private readonly bool _hasValue;

    private FieldUpdateRecord(string field, string updateType, object? value, bool hasValue)
    {
        Field = field;
        UpdateType = updateType;
        Value = value;
        _hasValue = hasValue;
    }

    [JsonProperty("field")]
    public string Field { get; }

    [JsonProperty("updateType")]
    public string UpdateType { get; }

    [JsonProperty("value", NullValueHandling = NullValueHandling.Include)]
    public object? Value { get; }

    /// <summary>An update with an operand; null is an operand too.</summary>
    public static FieldUpdateRecord With(string field, string updateType, object? value) => new(field, updateType, value, hasValue: true);

    /// <summary>An update without an operand.</summary>
    public static FieldUpdateRecord Without(string field, string updateType) => new(field, updateType, value: null, hasValue: false);

    /// <summary>Newtonsoft.Json asks this by name.</summary>
    public bool ShouldSerializeValue() => _hasValue;
}
