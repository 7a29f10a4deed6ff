namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Questions about what a value is (expressions §8.1).</summary>
internal static class TypeFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        Test("EXISTS(e)", value => !value.IsNothing),
        Test("ISNULL(e)", value => value.IsNothing),
        Test("ISNOTNULL(e)", value => !value.IsNothing),
        Test("ISEMPTY(e)", IsEmpty),
        Test("ISNUMBER(e)", value => value.IsNumeric),
        Test("ISTEXT(e)", value => value.Kind == ValueKind.Text),
        Test("ISBOOLEAN(e)", value => value.Kind == ValueKind.Boolean),
        Test("ISDATE(e)", value => value.Kind == ValueKind.Date),
        Test("ISARRAY(e)", value => value.Kind == ValueKind.List),
        Test("ISOBJECT(e)", value => value.Kind == ValueKind.Object),
        new("TYPEOF(e)", (in Value value) => Value.Of(NameOf(value.Kind))),
    ];

    private static FunctionDefinition Test(string usage, Func<Value, bool> test) => new(usage, (in Value value) => Value.Of(test(value)));

    private static bool IsEmpty(Value value) => value.Kind switch
    {
        ValueKind.Missing or ValueKind.Null => true,
        ValueKind.Text => value.IsEmptyText,
        ValueKind.List => value.Count == 0,
        ValueKind.Object => value.Element.GetPropertyCount() == 0,
        _ => false,
    };

    private static string NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Missing => "missing",
        ValueKind.Null => "null",
        ValueKind.Boolean => "boolean",
        ValueKind.Integer or ValueKind.Number => "number",
        ValueKind.Text => "text",
        ValueKind.Date => "date",
        ValueKind.List => "list",
        _ => "object",
    };
}
