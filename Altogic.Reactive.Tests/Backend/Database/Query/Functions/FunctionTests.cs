using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

/// <summary>Every function with its edge cases: expression → result as JSON.</summary>
internal sealed class FunctionTests
{
    private const string Document = """
        {'t':'Größe 😀 x','n':5,'list':[3,1,2,3],'tags':['x','y'],'o':{'a':1,'b':'z','createdAt':'2022-01-01T00:00:00.000Z'},'none':null,
         'at':[29.03,41.22],'createdAt':'2023-03-05T07:08:09.010Z','name':'xavier','items':[{'k':1},{'k':2}]}
        """;

    private static IEnumerable<TestCaseData> Cases() =>
        from family in FunctionCases.All
        from line in family.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let parts = line.Split(" → ")
        select new TestCaseData(parts[0], parts[1]).SetArgDisplayNames(family.Name, parts[0]);

    [TestCaseSource(nameof(Cases))]
    public void Evaluate_Function_GivesValue(string expression, string expected)
    {
        if (expected == "error")
        {
            Assert.That(Refusal(() => Evaluate(expression, Document)).Items[0].Code, Is.EqualTo("invalid_value"));
            return;
        }

        Assert.That(Show(expression, Document), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Cases)), SetCulture("tr-TR")]
    public void Evaluate_Function_DoesNotDependOnCulture(string expression, string expected) => Evaluate_Function_GivesValue(expression, expected);
}
