using Altogic.Reactive.Internal.Expressions;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Database;

/// <summary>One instruction that the server applies to a field without reading the object first (db-query §5). Immutable.</summary>
public sealed class FieldUpdate
{
    private FieldUpdate(FieldUpdateRecord record) => Record = record;

    /// <summary>The field or dotted path.</summary>
    public string Field => Record.Field;

    /// <summary>The instruction as the protocol names it, for example <c>increment</c>.</summary>
    public string UpdateType => Record.UpdateType;

    /// <summary>The operand; null also where the instruction has none.</summary>
    public object? Value => Record.Value;

    internal FieldUpdateRecord Record { get; }

    /// <summary>Overwrites a field.</summary>
    /// <param name="field">A field, or a dotted path into embedded objects (not into lists of them).</param>
    /// <param name="value">The new value; null clears the field.</param>
    /// <exception cref="ArgumentException">The name is blank or one that no update can touch.</exception>
    public static FieldUpdate Set(string field, object? value) => With(field, "set", value);

    /// <summary>Removes the value of a field.</summary>
    /// <param name="field">A field, or a dotted path into embedded objects.</param>
    public static FieldUpdate Unset(string field) => Without(field, "unset");

    /// <summary>Adds to a number; a missing one counts as 0.</summary>
    /// <param name="field">A field, or a dotted path into embedded objects.</param>
    /// <param name="by">Any finite number.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a finite number.</exception>
    public static FieldUpdate Increment<TNumber>(string field, TNumber by)
        where TNumber : struct => WithNumber(field, "increment", by, nameof(by));

    /// <summary>Subtracts from a number; a missing one counts as 0.</summary>
    /// <param name="field">A field, or a dotted path into embedded objects.</param>
    /// <param name="by">Any finite number.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a finite number.</exception>
    public static FieldUpdate Decrement<TNumber>(string field, TNumber by)
        where TNumber : struct => WithNumber(field, "decrement", by, nameof(by));

    /// <summary>Lowers a number to <paramref name="value"/> if it is larger or missing.</summary>
    /// <param name="field">A field, or a dotted path into embedded objects.</param>
    /// <param name="value">Any finite number.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not a finite number.</exception>
    public static FieldUpdate Min<TNumber>(string field, TNumber value)
        where TNumber : struct => WithNumber(field, "min", value, nameof(value));

    /// <summary>Raises a number to <paramref name="value"/> if it is smaller or missing.</summary>
    /// <param name="field">A field, or a dotted path into embedded objects.</param>
    /// <param name="value">Any finite number.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not a finite number.</exception>
    public static FieldUpdate Max<TNumber>(string field, TNumber value)
        where TNumber : struct => WithNumber(field, "max", value, nameof(value));

    /// <summary>Multiplies a number; a missing one becomes 0.</summary>
    /// <param name="field">A field, or a dotted path into embedded objects.</param>
    /// <param name="by">Any finite number.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a finite number.</exception>
    public static FieldUpdate Multiply<TNumber>(string field, TNumber by)
        where TNumber : struct => WithNumber(field, "multiply", by, nameof(by));

    /// <summary>Removes every equal item from a list of values.</summary>
    /// <param name="field">A list of values.</param>
    /// <param name="value">The item.</param>
    public static FieldUpdate Pull(string field, object? value) => With(field, "pull", value);

    /// <summary>Adds an item at the end of a list of values; equal items may repeat.</summary>
    /// <param name="field">A list of values; a missing one is created.</param>
    /// <param name="value">The item.</param>
    public static FieldUpdate Push(string field, object? value) => With(field, "push", value);

    /// <summary>Removes the last item of a list of values.</summary>
    /// <param name="field">A list of values.</param>
    public static FieldUpdate Pop(string field) => Without(field, "pop");

    /// <summary>Removes the first item of a list of values.</summary>
    /// <param name="field">A list of values.</param>
    public static FieldUpdate Shift(string field) => Without(field, "shift");

    internal static IReadOnlyList<FieldUpdateRecord> Records(IEnumerable<FieldUpdate> updates) =>
        [.. Require.Items(updates, nameof(updates)).Select(update => update.Record)];

    internal static FieldUpdate With(string field, string type, object? value) => new(FieldUpdateRecord.With(Checked(field), type, value));

    internal static FieldUpdate Without(string field, string type) => new(FieldUpdateRecord.Without(Checked(field), type));

    internal static FieldUpdate WithNumber(string field, string type, object number, string parameter)
    {
        if (NumberLiteral.TryFormat(number) is null) throw new ArgumentException($"A number is needed, not {number.GetType()}.", parameter);
        return With(field, type, number);
    }

    private static string Checked(string field)
    {
        Require.Text(field, nameof(field));
        if (field is "_id" or "_parent") throw new ArgumentException($"'{field}' never changes.", nameof(field));
        return field;
    }
}
