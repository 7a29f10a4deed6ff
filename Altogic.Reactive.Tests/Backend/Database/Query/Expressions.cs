using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

/// <summary>Short ways to run an expression in a test.</summary>
internal static class Expressions
{
    public static readonly DateTimeOffset Now = new(2023, 1, 15, 8, 30, 0, TimeSpan.Zero);

    public static readonly ModelContext NoSchema = Model("things", null);

    public static ModelContext Model(string name, Dictionary<string, FieldDefinition>? fields, params string[] lookups) =>
        new(name, fields, lookups.ToDictionary(lookup => lookup, _ => (IReadOnlyDictionary<string, FieldDefinition>?)null));

    public static JsonElement Json(string text) => JsonElement.Parse(text.Replace('\'', '"'));

    public static EvaluationScope Scope(string document = "{}", ModelContext? model = null, params (string Name, string Found)[] lookups) => new()
    {
        Model = model ?? Model("things", null, [.. lookups.Select(lookup => lookup.Name)]),
        This = Json(document),
        Lookups = lookups.Where(lookup => lookup.Found.Length > 0).ToDictionary(lookup => lookup.Name, lookup => Json(lookup.Found)),
        Now = Now,
    };

    public static Value Evaluate(string expression, string document = "{}", ModelContext? model = null) =>
        ExpressionEvaluator.Evaluate(ExpressionParser.Parse(expression), Scope(document, model));

    public static bool IsTrue(string expression, string document = "{}", ModelContext? model = null) =>
        ExpressionEvaluator.IsTrue(ExpressionParser.Parse(expression), Scope(document, model));

    /// <summary>The value as JSON, a missing one as <c>missing</c>.</summary>
    public static string Show(Value value) => value.IsMissing ? "missing" : Altogic.Reactive.Backend.Modules.Database.Query.Values.JsonText.Write(value);

    public static string Show(string expression, string document = "{}", ModelContext? model = null) => Show(Evaluate(expression, document, model));

    public static ApiException Refusal(Action action) => Assert.Throws<ApiException>(() => action())!;

    public static int? PositionOf(ApiException refusal) => (refusal.Items[0].Details as JsonObject)?["position"]?.GetValue<int>();
}
