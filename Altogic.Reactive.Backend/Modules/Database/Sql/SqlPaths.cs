using System.Text;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// How SQL reaches into documents. Index definitions and queries must use the very same text for SQLite to bring them
/// together, so both take it from here.
/// </summary>
internal static class SqlPaths
{
    /// <summary>
    /// The value at a path: text, integer, real, 1 or 0 for booleans, JSON text for lists and objects, NULL for null or
    /// missing. In an index definition the alias is empty.
    /// </summary>
    public static string Extract(string alias, params ReadOnlySpan<string> path) => $"{Document(alias)} ->> {Literal(path)}";

    /// <summary>The JSON type at a path, NULL when nothing is there.</summary>
    public static string Type(string alias, params ReadOnlySpan<string> path) => $"json_type({Document(alias)}, {Literal(path)})";

    /// <summary>
    /// The columns of the index that serves filters and sorts on a path. The id behind the value keeps the rows of one value
    /// in the order that pages are cut in.
    /// </summary>
    public static string IndexColumns(params ReadOnlySpan<string> path) => $"{Extract("", path)}, id";

    /// <summary>The column of a unique index; it goes with <see cref="UniqueCondition"/>.</summary>
    public static string UniqueColumn(params ReadOnlySpan<string> path) => Extract("", path);

    /// <summary>What keeps objects without a value out of a unique index.</summary>
    public static string UniqueCondition(params ReadOnlySpan<string> path) => $"({Extract("", path)}) IS NOT NULL";

    /// <summary>The document column of a row.</summary>
    public static string Document(string alias) => alias.Length == 0 ? "doc" : alias + ".doc";

    /// <summary>A JSON path as an SQL literal; every name is quoted, so that none is taken for syntax.</summary>
    public static string Literal(params ReadOnlySpan<string> path)
    {
        var text = new StringBuilder("'$");
        foreach (var name in path)
        {
            text.Append(".\"");
            foreach (var c in name) Append(text, c);
            text.Append('"');
        }

        return text.Append('\'').ToString();
    }

    private static void Append(StringBuilder text, char c)
    {
        if (c is '"' or '\\') text.Append('\\').Append(c);
        else if (c == '\'') text.Append("''");
        else if (c < ' ') text.Append("\\u").Append(((int)c).ToString("x4", null));
        else text.Append(c);
    }
}
