using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Values as keys to join on: whatever the evaluator calls equal has the same key. Values with the same key need not be
/// equal (a text and the instant it reads as, two lists), so who joins on keys still asks the evaluator.
/// </summary>
internal static class SqlKeys
{
    private static readonly byte[] AnyList = [0];
    private static readonly byte[] AnyObject = [1];

    public static void Return(sqlite3_context context, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Boolean: raw.sqlite3_result_int64(context, value.Boolean ? 1 : 0); break;
            case ValueKind.Integer: raw.sqlite3_result_int64(context, value.Integer); break;
            case ValueKind.Number: raw.sqlite3_result_double(context, value.Number); break;
            case ValueKind.Date: raw.sqlite3_result_int64(context, value.Milliseconds); break;
            case ValueKind.Text: ReturnKey(context, value.Text); break;
            case ValueKind.List: raw.sqlite3_result_blob(context, AnyList); break;
            case ValueKind.Object when value.Member("_id") is { Kind: ValueKind.Text } id: ReturnKey(context, id.Text); break;
            case ValueKind.Object: raw.sqlite3_result_blob(context, AnyObject); break;
            default: raw.sqlite3_result_null(context); break;
        }
    }

    /// <summary>The same for what <see cref="SqlPaths.Extract"/> and <see cref="SqlPaths.Type"/> give.</summary>
    public static void Return(sqlite3_context context, sqlite3_value value, sqlite3_value type)
    {
        switch (raw.sqlite3_value_type(type) == raw.SQLITE_TEXT ? TextOf(type) : "null")
        {
            case "text": ReturnKey(context, TextOf(value)); break;
            case "integer" when raw.sqlite3_value_type(value) == raw.SQLITE_INTEGER:
            case "true" or "false":
                raw.sqlite3_result_int64(context, raw.sqlite3_value_int64(value));
                break;
            case "integer" or "real": raw.sqlite3_result_double(context, raw.sqlite3_value_double(value)); break;
            case "array": raw.sqlite3_result_blob(context, AnyList); break;
            case "object":
                using (var document = System.Text.Json.JsonDocument.Parse(raw.sqlite3_value_blob(value).ToArray(), ParsedRow.Deep))
                    Return(context, Value.FromJson(document.RootElement));
                break;
            default: raw.sqlite3_result_null(context); break;
        }
    }

    public static string TextOf(sqlite3_value value) => Encoding.UTF8.GetString(raw.sqlite3_value_blob(value));

    public static void ReturnText(sqlite3_context context, string text)
    {
        if (text.Length == 0) raw.sqlite3_result_text(context, "");
        else raw.sqlite3_result_text(context, Encoding.UTF8.GetBytes(text).AsSpan());
    }

    private static void ReturnKey(sqlite3_context context, string text)
    {
        if (ObjectId.IsValid(text)) ReturnText(context, text.ToLowerInvariant());
        else if (IsoDate.TryParse(text.AsSpan(), out var instant)) raw.sqlite3_result_int64(context, instant);
        else ReturnText(context, text);
    }
}
