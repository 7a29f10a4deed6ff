using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

/// <summary>Expressions that try to take all the stack, time or memory.</summary>
internal sealed class ExpressionLimitTests
{
    [TestCase("(", ")", 250)]
    [TestCase("!", "", 250)]
    [TestCase("1 + (", ")", 120)]
    [TestCase("a == 1 || a == 2 && (", ")", 80)]
    [TestCase("[", "]", 250)]
    [TestCase("IF(true, ", ")", 250)]
    [TestCase("MAP([1], ", ")", 250)]
    [TestCase("FIRST(FILTER([1], ", "))", 120)]
    public void Evaluate_DeepestTree_FitsASmallStack(string open, string close, int depth)
    {
        var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Show(text);
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    failure = error;
                }
            },
            512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }

    [TestCase("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    [TestCase("(a|a)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("((a{100}){100}){100}b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("(a?){1000}a{1000}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("(x+x+)+\\1y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [TestCase("(?=(a+)+$)b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    public void Evaluate_NastyPattern_EndsSoon(string pattern, string text)
    {
        try
        {
            Assert.That(IsTrue($"REGEXMATCH('{text}', '{pattern}')"), Is.False);
        }
        catch (ApiException refusal)
        {
            Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
        }
    }

    [Test]
    public void Evaluate_LeftDeepChainMadeInCode_DoesNotRecurse()
    {
        Expression term = new BinaryExpression(BinaryOperator.Equal, new PathExpression(["a"]), new LiteralExpression(1L));
        var chain = Enumerable.Repeat(term, 100_000).Aggregate((left, right) => new BinaryExpression(BinaryOperator.And, left, right));
        Assert.That(CompiledExpression.Compile(chain, NoSchema).IsTrue(Scope("{'a':1}")), Is.True);
    }

    [TestCase("MAP(RANGE(0, 9999), COUNTITEMS(RANGE(0, 9999), this > 5))")]
    [TestCase("UNIQUE(RANGE(0, 90000))")]
    public void Evaluate_HugeLoop_IsStopped(string expression)
    {
        var refusal = Refusal(() => Evaluate(expression));
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
    }

    [Test]
    public void Compile_ManyCostlyConstants_ShareOneBudget()
    {
        var constants = EvaluationScope.ForConstants(Now, null);
        var costly = ExpressionParser.Parse("SIZE(UNIQUE(RANGE(0, 2000))) == 2000");

        var plans = Enumerable.Range(0, 4).Select(_ => CompiledExpression.Compile(costly, NoSchema, constants)).ToList();

        // Two million steps each: the first two fit, the others are left for whoever needs them.
        Assert.That(plans.Select(IsKnown), Is.EqualTo(new[] { true, true, false, false }));
        Assert.That(plans[3].IsTrue(Scope()), Is.True);
    }

    [Test]
    public void Compile_ConstantsThatFillTheMemory_AreNotKept()
    {
        var list = ExpressionParser.Parse($"[{string.Join(", ", Enumerable.Repeat("RANGE(0, 100000)", 100))}]");

        var refusal = Refusal(() => CompiledExpression.Compile(list, NoSchema).Evaluate(Scope()));

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
    }

    [TestCase("SORT(RANGE(0, 99999)) == 1", 6)]
    [TestCase("REVERSE(RANGE(0, 99999)) == 1", 80)]
    [TestCase("LENGTH(REPEAT('x', 4000000)) == 1", 10)]
    public void Evaluate_FunctionsOverLongValues_AreCounted(string costly, int times)
    {
        var refusal = Refusal(() => Evaluate(string.Join(" || ", Enumerable.Repeat(costly, times))));
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
    }

    // A plan that knows its value spends nothing.
    private static bool IsKnown(CompiledExpression plan)
    {
        var scope = Scope();
        scope.Spend(EvaluationScope.Budget);
        try
        {
            return plan.IsTrue(scope);
        }
        catch (ApiException)
        {
            return false;
        }
    }

    [Test]
    public void Evaluate_GrowingTextOrList_StaysSmall()
    {
        static string Nest(string seed, string step) => Enumerable.Range(0, 60).Aggregate(seed, (inner, _) => $"MAP({inner}, {step})");
        Assert.That(Show(Nest("['x']", "this + this")), Is.EqualTo("null"));
        Assert.That(Show(Nest("['x']", "[this, this]")), Has.Length.LessThan(2 * Value.MaxSize));
    }
}
