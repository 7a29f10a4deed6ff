using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Converts and checks the values of fields by their type (data-model §4). Embedded objects are not its business.</summary>
internal static class ValueConverter
{
    public static ConvertedValue Convert(FieldDefinition field, JsonElement value) => field.Type switch
    {
        FieldType.Text or FieldType.RichText or FieldType.EncryptedText or FieldType.File => TextValues.Plain(field, value),
        FieldType.Email => TextValues.Email(field, value),
        FieldType.Phone => TextValues.Phone(field, value),
        FieldType.Link => TextValues.Link(field, value),
        FieldType.Boolean => Boolean(value),
        FieldType.Integer => NumberValues.Integer(field, value),
        FieldType.Decimal => NumberValues.Decimal(field, value),
        FieldType.DateTime => TimeValues.DateTime(value),
        FieldType.Date => TimeValues.Date(value),
        FieldType.Time => TimeValues.Time(value),
        FieldType.Options => OptionValues.Convert(field, value),
        FieldType.Id => Id(value),
        FieldType.Reference => Reference(value),
        FieldType.GeoPoint => NumberValues.GeoPoint(value),
        FieldType.List => List(field, value),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type, "Embedded objects are shaped, not converted."),
    };

    /// <summary>Converts one item of a basic values list, or of a list of options.</summary>
    public static ConvertedValue ConvertItem(FieldDefinition field, JsonElement value)
    {
        if (field.Type == FieldType.Options) return OptionValues.ConvertOne(field, value);
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            return field.Items is FieldType.GeoPoint or FieldType.Reference && value.ValueKind != JsonValueKind.Null
                ? Convert(field with { Type = field.Items.Value }, value)
                : ConvertedValue.WrongType("must be a list of basic values");
        return field.Items is { } type ? Convert(field with { Type = type, Items = null }, value) : ConvertedValue.Of(JsonTree.From(value));
    }

    private static ConvertedValue Boolean(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
            case JsonValueKind.String when value.ValueEquals("true"u8):
            case JsonValueKind.Number when value.GetDouble() == 1:
                return ConvertedValue.Of(JsonValue.Create(true));
            case JsonValueKind.False:
            case JsonValueKind.String when value.ValueEquals("false"u8):
            case JsonValueKind.Number when value.GetDouble() == 0:
                return ConvertedValue.Of(JsonValue.Create(false));
            default:
                return ConvertedValue.WrongType("must be true or false");
        }
    }

    private static ConvertedValue Id(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return ObjectId.IsValid(text)
            ? ConvertedValue.Of(JsonValue.Create(text!.ToLowerInvariant()))
            : ConvertedValue.WrongType("must be an id of 24 hexadecimal digits");
    }

    // A looked-up object that is sent back stands for its id (db-query §4.4).
    private static ConvertedValue Reference(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(SystemFields.Id, out var id) ? Id(id) : Id(value);

    private static ConvertedValue List(FieldDefinition field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return ConvertedValue.WrongType("must be a list");
        var items = new JsonArray();
        foreach (var item in value.EnumerateArray())
        {
            var converted = ConvertItem(field, item);
            if (converted.Code is not null) return ConvertedValue.Failed(converted.Code, "holds an item that is not allowed: each " + converted.Problem);
            items.Add(converted.Node);
        }

        return ConvertedValue.Of(items);
    }
}
