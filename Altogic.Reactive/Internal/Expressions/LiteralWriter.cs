using System.Collections;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Turns .NET values into literals of the expression language. What JSON makes of a type decides for all others.</summary>
internal sealed class LiteralWriter(JsonSerializer serializer)
{
    private const int MaxDepth = 16;

    public JsonSerializer Serializer { get; } = serializer;

    /// <summary>A complete literal: quoted text, number, boolean, null or list, in the form in which documents store the value.</summary>
    /// <exception cref="ArgumentException">The value has no literal.</exception>
    public string Write(object? value) => Write(value, 0);

    /// <summary>The same for a value that stands beside no document, such as the argument of a function: converters do not change it.</summary>
    /// <exception cref="ArgumentException">The value has no literal.</exception>
    public string WritePlain(object? value) => WritePlain(value, 0);

    /// <summary>The text of a single value, for a place that already stands inside quotes.</summary>
    /// <exception cref="ArgumentException">The value is a list or an object.</exception>
    public string WriteAsText(object? value)
    {
        if (value is null) return "";
        return IsConverted(value) ? WriteTokenAsText(value) : WritePlainAsText(value);
    }

    private string WritePlainAsText(object value)
    {
        if (TryText(value) is { } text) return text;
        if (value is bool flag) return flag ? "true" : "false";
        return NumberLiteral.TryFormat(value) ?? WriteTokenAsText(value);
    }

    private string WriteTokenAsText(object value) => ToToken(value) switch
    {
        JValue { Value: null } => "",
        JValue { Value: { } inner and not JToken } => WritePlainAsText(inner),
        _ => throw new ArgumentException($"A value of type {value.GetType()} cannot stand inside quotes; write the hole without quotes."),
    };

    private string Write(object? value, int depth)
    {
        if (value is null or JToken || !IsConverted(value)) return WritePlain(value, depth, Write);
        return WriteToken(ToToken(value), depth);
    }

    private string WritePlain(object? value, int depth) => WritePlain(value, depth, WritePlain);

    private string WritePlain(object? value, int depth, Func<object?, int, string> writeItem)
    {
        if (depth > MaxDepth) throw new ArgumentException("Lists in expressions may be nested 16 deep at most.");
        if (value is null) return "null";
        if (TryText(value) is { } text) return TextLiteral.Quote(text);
        if (value is bool flag) return flag ? "true" : "false";
        if (NumberLiteral.TryFormat(value) is { } number) return number;
        if (value is JToken token) return WriteToken(token, depth);
        if (value is IEnumerable items and not (IDictionary or byte[]) && IsArray(value)) return WriteList(items, depth, writeItem);
        return WriteToken(ToToken(value), depth);
    }

    private string WriteToken(JToken token, int depth) => token switch
    {
        JArray list => WriteList(list, depth, WritePlain),
        JValue { Value: JToken } => throw new ArgumentException("A JSON value cannot hold another one."),
        JValue { Value: null } => "null",
        JValue { Value: { } inner } => WritePlain(inner, depth + 1),
        _ => throw new ArgumentException("Expressions have no literal for objects; compare its members one by one."),
    };

    private static string WriteList(IEnumerable items, int depth, Func<object?, int, string> writeItem) =>
        "[" + string.Join(", ", items.Cast<object?>().Select(item => writeItem(item, depth + 1))) + "]";

    /// <summary>Whether JSON hands values of this type to a converter, in the order in which it looks for one.</summary>
    private bool IsConverted(object value)
    {
        var type = value.GetType();
        return (Serializer.ContractResolver.ResolveContract(type).Converter
            ?? Serializer.Converters.FirstOrDefault(converter => converter.CanConvert(type))) is { CanWrite: true };
    }

    private bool IsArray(object value) =>
        Serializer.ContractResolver.ResolveContract(value.GetType()) is Newtonsoft.Json.Serialization.JsonArrayContract { Converter: null };

    private JToken ToToken(object value)
    {
        try
        {
            return JToken.FromObject(value, Serializer);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"A value of type {value.GetType()} has no literal in an expression.", e);
        }
    }

    private static string? TryText(object value) => value switch
    {
        string text => text,
        char c => c.ToString(),
        DateTime time => Instants.Format(time),
        DateTimeOffset time => Instants.Format(time),
        Guid id => id.ToString(),
#if NET
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
#endif
        Uri uri => uri.OriginalString,
        TimeSpan span => span.ToString("c", System.Globalization.CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => null,
    };
}
