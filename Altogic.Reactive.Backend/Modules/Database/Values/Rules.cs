using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Runs the rules of an app on a complete object (data-model §6). A field without a value has nothing to check.</summary>
internal static class Rules
{
    public static void Check(ObjectSchema schema, JsonObject target, string path, Shaping shaping)
    {
        if (!schema.HasRules) return;
        var scope = new EvaluationScope { Model = schema.Context, This = JsonTree.ToElement(target), Now = shaping.Now };
        foreach (var field in schema.Fields.Values)
        {
            if (!target.ContainsKey(field.Name)) continue;
            foreach (var rule in field.Rules)
            {
                if (ExpressionEvaluator.IsTrue(rule.Rule, scope)) continue;
                shaping.Errors.Add("validation_rule_failed", path + field.Name, Message(field, rule, scope), scope.This.GetProperty(field.Name));
                if (!rule.Definition.ContinueOnFailure) return;
            }
        }
    }

    private static string Message(FieldSchema field, RuleSchema rule, EvaluationScope scope)
    {
        var text = rule.Message is null ? null : ExpressionEvaluator.Evaluate(rule.Message, scope).ToString();
        if (!string.IsNullOrWhiteSpace(text)) return text;
        return rule.Definition.Name.Length > 0 ? $"{field.Name} does not meet the rule '{rule.Definition.Name}'." : $"{field.Name} is not valid.";
    }
}
