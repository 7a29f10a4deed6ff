using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Collects what is wrong with the values of a call: one entry per field (data-model §6).</summary>
internal sealed class ValueErrors
{
    private const int Most = 100;
    private const int LongestValue = 1000;
    private readonly List<ErrorItem> _items = [];
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);

    public bool Any => _items.Count > 0;

    /// <param name="code">See db-query §9.2.</param>
    /// <param name="field">The dotted path of the field.</param>
    /// <param name="message">A sentence that apps show to their users.</param>
    /// <param name="value">The value that was refused, when it may be repeated.</param>
    public void Add(string code, string field, string message, JsonElement value = default)
    {
        if (_items.Count == Most || !_fields.Add(field)) return;
        var details = new JsonObject { ["field"] = field };
        if (value.ValueKind != JsonValueKind.Undefined && value.GetRawText().Length <= LongestValue) details["value"] = JsonTree.From(value);
        _items.Add(new ErrorItem(ErrorItem.ClientOrigin, code, message, details));
    }

    /// <exception cref="ApiException">400 with all of them, when there are any.</exception>
    public void ThrowIfAny()
    {
        if (Any) throw new ApiException(400, _items);
    }
}
