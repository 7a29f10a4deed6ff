using Altogic.Reactive.Backend.Modules.Database.Query.Plans;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Functions whose second argument is evaluated for each item of a list (expressions §4.5, §8.2).</summary>
internal static class ListItemFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        Of("ALLITEMSTRUE(list, expression)", (list, test) => Value.Of(!test.Any(list, wanted: false)), Value.True, Value.False),
        Of("ANYITEMTRUE(list, expression)", (list, test) => Value.Of(test.Any(list, wanted: true)), Value.False, Value.False),
        Of("COUNTITEMS(list, expression)", (list, test) => Value.Of((long)test.Matches(list).Count), Value.Of(0L), Value.Null),
        Of("FILTER(list, expression)", (list, test) => Value.Of(test.Matches(list)), Value.Null, Value.Null),
        Of("MAP(list, expression)", (list, test) => Value.Of(test.Results(list)), Value.Null, Value.Null),
        Of("FIND(list, expression)", (list, test) => test.First(list), Value.Null, Value.Null),
    ];

    private static FunctionDefinition Of(string usage, Func<Value, ItemTest, Value> body, Value forNothing, Value forOthers) =>
        new(usage, arguments => new ItemsNode(arguments[0], arguments[1], body, forNothing, forOthers)) { ItemArgument = 1 };

    private sealed class ItemsNode(Node list, Node expression, Func<Value, ItemTest, Value> body, Value forNothing, Value forOthers)
        : CompositeNode(list, expression)
    {
        public override Value Evaluate(EvaluationScope scope, in Value item)
        {
            var items = list.Evaluate(scope, item);
            if (items.Kind == ValueKind.List) return scope.Made(body(items, new ItemTest(scope, expression)));
            return items.IsNothing ? forNothing : forOthers;
        }
    }

    private readonly struct ItemTest(EvaluationScope scope, Node expression)
    {
        public bool Any(Value list, bool wanted)
        {
            foreach (var item in list.Items)
            {
                scope.Spend(1);
                if (expression.IsTrue(scope, item) == wanted) return true;
            }

            return false;
        }

        public Value First(Value list)
        {
            foreach (var item in list.Items)
            {
                scope.Spend(1);
                if (expression.IsTrue(scope, item)) return item;
            }

            return Value.Null;
        }

        public List<Value> Matches(Value list)
        {
            var matches = new List<Value>();
            foreach (var item in list.Items)
            {
                scope.Spend(1);
                if (expression.IsTrue(scope, item)) matches.Add(item);
            }

            return matches;
        }

        public List<Value> Results(Value list)
        {
            var results = new List<Value>();
            foreach (var item in list.Items)
            {
                scope.Spend(1);
                results.Add(expression.Evaluate(scope, item));
            }

            return results;
        }
    }
}
