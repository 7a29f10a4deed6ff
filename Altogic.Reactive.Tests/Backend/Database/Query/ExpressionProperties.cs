using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;
using FsCheck;
using FsCheck.Fluent;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query;

internal sealed class ExpressionProperties
{
    private static readonly string[] Pieces =
    [
        "a", "this", "lookup", "$", ".", "(", ")", "[", "]", ",", "'", "\"", "\\", "'x'", "1", "2.5", ".5", "1e", "&&", "||", "==", "!=", "<", ">=",
        "=", "!", "-", "+", "*", "/", " ", "\n", "IN(", "EXISTS(", "NOW()", "true", "null", "é", "\ud800", "\u0000", "%", "u0041", "RANGE(0, 9)", "MAP(",
    ];

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Parse_AnyText_GivesTreeOrPosition() => Prop.ForAll<string>(text => AssertParses(text ?? ""));

    [FsCheck.NUnit.Property(MaxTest = 5000)]
    public Property Parse_AnyPieces_GivesTreeOrPosition() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), AssertParses);

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Parse_PrintedTree_IsTheSame() => Prop.ForAll(RandomExpressions.Trees.ToArbitrary(), tree =>
    {
        var printed = ExpressionPrinter.Print(tree);
        Assert.That(ExpressionPrinter.Print(ExpressionParser.Parse(printed)), Is.EqualTo(printed));
    });

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public Property Evaluate_AnyTreeOnAnyDocument_GivesValueOrRefusal() =>
        Prop.ForAll(RandomExpressions.Trees.ToArbitrary(), RandomExpressions.Documents.ToArbitrary(), (tree, document) =>
        {
            var scope = new EvaluationScope { Model = NoSchema, This = document, Lookup = document, Now = Now };
            try
            {
                var value = ExpressionEvaluator.Evaluate(tree, scope);
                Assert.That(ExpressionEvaluator.IsTrue(tree, scope), Is.EqualTo(value.IsTrue));
                Assert.That(() => Show(value), Throws.Nothing);
            }
            catch (ApiException refusal)
            {
                Assert.That(refusal.Items[0].Code, Is.EqualTo("invalid_value").Or.EqualTo("query_timeout"));
            }
        });

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Equality_TwoValues_IsSymmetricAndNegated() =>
        Prop.ForAll(RandomExpressions.Trees.ToArbitrary(), RandomExpressions.Trees.ToArbitrary(), RandomExpressions.Documents.ToArbitrary(), (a, b, document) =>
        {
            bool Holds(BinaryOperator binary, Expression left, Expression right) => ExpressionEvaluator.IsTrue(
                new BinaryExpression(binary, left, right), new EvaluationScope { Model = NoSchema, This = document, Now = Now });
            try
            {
                Assert.That(Holds(BinaryOperator.Equal, a, b), Is.EqualTo(Holds(BinaryOperator.Equal, b, a)));
                Assert.That(Holds(BinaryOperator.NotEqual, a, b), Is.EqualTo(!Holds(BinaryOperator.Equal, a, b)));
                Assert.That(Holds(BinaryOperator.Less, a, b), Is.EqualTo(Holds(BinaryOperator.Greater, b, a)));
                Assert.That(Holds(BinaryOperator.LessOrEqual, a, b), Is.EqualTo(Holds(BinaryOperator.GreaterOrEqual, b, a)));
            }
            catch (ApiException refusal)
            {
                Assert.That(refusal.Items[0].Code, Is.EqualTo("invalid_value").Or.EqualTo("query_timeout"));
            }
        });

    private static void AssertParses(string text)
    {
        try
        {
            ExpressionParser.Parse(text);
        }
        catch (ApiException refusal)
        {
            Assert.That(refusal.Status, Is.EqualTo(400));
            Assert.That(PositionOf(refusal), Is.InRange(0, text.Length));
            Assert.That(() => refusal.Items[0].Details!.ToJsonString(), Throws.Nothing);
        }
    }
}
