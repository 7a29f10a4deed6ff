using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Database;

/// <summary>One row of <c>Compute</c>: the key of a group and the values computed for it (db-query §6.3). Immutable.</summary>
[JsonConverter(typeof(GroupRowConverter))]
public sealed class GroupRow
{
    private readonly JObject _row;
    private readonly JsonSerializer _serializer;

    internal GroupRow(JObject row, JsonSerializer serializer)
    {
        _row = row;
        _serializer = serializer;
    }

    private JObject? Group => _row["groupby"] as JObject;

    /// <summary>A copy of the <c>groupby</c> object: <c>group</c>, or a member per field when there are several; null without a group.</summary>
    public JObject? GroupBy => (JObject?)Group?.DeepClone();

    /// <summary>A computed value as JSON, as a copy; null when the row has none of that name.</summary>
    /// <param name="name">The name of the computation.</param>
    public JToken? this[string name] => _row[name]?.DeepClone();

    /// <summary>The key of the group.</summary>
    /// <typeparam name="TKey">What it is read as; a text key stays text.</typeparam>
    /// <returns>The key, or <c>default</c> without a group and for the group of objects that lack the field.</returns>
    public TKey? Key<TKey>() => Read<TKey>(Group is { } key ? key["group"] : _row["groupby"]);

    /// <summary>One part of the key when there are several grouping fields.</summary>
    /// <param name="field">The field as it was given to <c>Group</c>.</param>
    /// <typeparam name="TKey">What it is read as.</typeparam>
    public TKey? Key<TKey>(string field) => Read<TKey>(Group?[field]);

    /// <summary>A computed value.</summary>
    /// <param name="name">The name of the computation.</param>
    /// <typeparam name="TValue">What it is read as, for example <c>long</c> or <c>decimal?</c>.</typeparam>
    /// <returns>The value, or <c>default</c> when the group has none.</returns>
    public TValue? Value<TValue>(string name) => Read<TValue>(_row[name]);

    /// <summary>The row as JSON.</summary>
    public override string ToString() => _row.ToString(Formatting.None);

    private TRead? Read<TRead>(JToken? token) =>
        token is null || token.Type == JTokenType.Null ? default : token.ToObject<TRead>(_serializer);
}
