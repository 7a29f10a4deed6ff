using Altogic.Reactive.Backend.Modules.Database.Query.Plans;
using Altogic.Reactive.Backend.Modules.Database.Query.Search;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Text search inside a filter (expressions §8.3).</summary>
internal static class SearchFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("TEXTSEARCH(query)", arguments => new TextSearchNode(arguments[0])) { ReadsObject = true },
    ];

    private sealed class TextSearchNode(Node text) : Node
    {
        private Known? _known;

        public override Value Evaluate(EvaluationScope scope, in Value item)
        {
            var wanted = text.Evaluate(scope, item);
            if (wanted.Kind != ValueKind.Text) return Value.Null;
            scope.SpendOn(Value.FromJson(scope.This));
            var query = Remember(wanted.Text);
            return Value.Of(query.IsMatch(SearchTexts.Of(scope.This, scope.Model.Fields)));
        }

        private TextQuery Remember(string wanted)
        {
            var known = _known;
            if (known is null || known.Text != wanted) _known = known = new Known(wanted, TextQuery.Parse(wanted));
            return known.Query;
        }

        private sealed record Known(string Text, TextQuery Query);
    }
}
