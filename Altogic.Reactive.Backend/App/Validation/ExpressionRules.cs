using System.Globalization;
using Altogic.Reactive.Backend.App.Loading;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks the expressions of a field: that they parse, know the names they use, and give what the type can hold.</summary>
internal static class ExpressionRules
{
    public static void Check(string path, FieldDefinition field, FieldScope scope, DefinitionProblems problems)
    {
        if (field.Default is not null && Parse(path + ".default", field.Default, scope, problems) is LiteralExpression literal)
            CheckLiteral(path + ".default", literal.Value, field, problems);
        for (var i = 0; i < field.Rules.Count; i++)
        {
            var place = ValueRules.At(path + ".rules", i);
            Parse(place + ".rule", field.Rules[i].Rule, scope, problems);
            if (field.Rules[i].Message is { } message) Parse(place + ".message", message, scope, problems);
        }
    }

    /// <summary>The parsed text, or null when it has mistakes.</summary>
    public static Expression? TryParse(string text)
    {
        try
        {
            return ExpressionParser.Parse(text);
        }
        catch (ApiException)
        {
            return null;
        }
    }

    private static Expression? Parse(string path, string text, FieldScope scope, DefinitionProblems problems)
    {
        try
        {
            var expression = ExpressionParser.Parse(text);
            if (UnknownName(expression, scope) is { } name)
            {
                problems.Add(
                    path, $"there is no field \"{name}\"{NearMiss.Hint(name, scope.Names)}; if a text is meant, put it into quotes of its own: \"'{name}'\".");
            }

            return expression;
        }
        catch (ApiException e)
        {
            problems.Add(path, $"the expression `{text}` has a mistake: {e.Message}");
            return null;
        }
    }

    private static string? UnknownName(Expression node, FieldScope scope) => node switch
    {
        PathExpression path => scope.Knows(path.Segments[0]) ? UnknownMember(path, scope) : path.Segments[0],
        CallExpression { Function: "ANYITEMTRUE" or "ALLITEMSTRUE" } call => call.Arguments.Take(1).Select(a => UnknownName(a, scope)).FirstOrDefault(n => n is not null),
        _ => ExpressionFacts.Parts(node).Select(part => UnknownName(part, scope)).FirstOrDefault(n => n is not null),
    };

    private static string? UnknownMember(PathExpression path, FieldScope scope) =>
        path.Segments is ["this", var member, ..] && !scope.Knows(member) ? member : null;

    private static void CheckLiteral(string path, object? value, FieldDefinition field, DefinitionProblems problems)
    {
        var fits = field.Type switch
        {
            _ when value is null => true,
            FieldType.Boolean => value is bool,
            FieldType.Integer => value is long || (value is double number && number == Math.Floor(number)),
            FieldType.Decimal => value is long or double,
            FieldType.Options => field.Options.Any(o => IsSame(o, value)),
            FieldType.Text or FieldType.RichText or FieldType.Email or FieldType.Phone or FieldType.Link => value is string,
            FieldType.List or FieldType.Object or FieldType.ObjectList or FieldType.GeoPoint => false,
            _ => true,
        };
        if (!fits) problems.Add(path, $"{Show(value)} does not fit a field of type {ModelReader.NameOf(field.Type)}: change the default or the type.");
    }

    private static bool IsSame(object option, object? value) => option is string text
        ? value is string other && text == other
        : value is long or double && Convert.ToDouble(option, CultureInfo.InvariantCulture) == Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string Show(object? value) => value is string text ? $"the text '{text}'" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
