namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Names that fields cannot have (data model §2, expressions §3).</summary>
internal static class SystemNames
{
    private static readonly string[] Fields = ["_id", "_parent", "createdAt", "updatedAt"];
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "true", "TRUE", "false", "FALSE", "null", "undefined", "this", "lookup" };

    public static bool IsSystemField(string name) => Fields.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether the backend fills the field itself; the time stamps only where the model has them.</summary>
    public static bool IsReserved(string name, bool timestamps) =>
        Array.FindIndex(Fields, f => string.Equals(f, name, StringComparison.OrdinalIgnoreCase)) is var index && (index is 0 or 1 || (index > 1 && timestamps));

    public static bool IsWord(string name) => Words.Contains(name);
}
