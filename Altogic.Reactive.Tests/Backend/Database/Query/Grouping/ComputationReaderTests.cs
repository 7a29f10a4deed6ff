using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using static Altogic.Reactive.Tests.Backend.Database.Query.Expressions;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Grouping;

internal sealed class ComputationReaderTests
{
    [TestCase("null", "missing_required_value")]
    [TestCase("[]", "emtpy_array")]
    [TestCase("5", "invalid_value")]
    [TestCase("['count']", "invalid_value")]
    [TestCase("{'type':'count'}", "missing_required_value")]
    [TestCase("{'name':'','type':'count'}", "missing_required_value")]
    [TestCase("{'name':5,'type':'count'}", "invalid_value")]
    [TestCase("{'name':'a'}", "missing_required_value")]
    [TestCase("{'name':'a','type':'total'}", "invalid_value")]
    [TestCase("{'name':'a','type':'sum'}", "missing_required_value")]
    [TestCase("{'name':'a','type':'countif','expression':' '}", "missing_required_value")]
    [TestCase("{'name':'a','type':'sum','expression':5}", "invalid_value")]
    [TestCase("{'name':'a','type':'sum','expression':'price *'}", "invalid_expression")]
    [TestCase("{'name':'a','type':'sum','expression':'RAND()'}", "invalid_expression")]
    [TestCase("{'name':'a','type':'sum','expression':'SUMM(1)'}", "unknown_function")]
    [TestCase("{'name':'a','type':'count','sort':'up'}", "invalid_sort_direction")]
    [TestCase("{'name':'groupby','type':'count'}", "invalid_group_definition")]
    [TestCase("[{'name':'a','type':'count'},{'name':'a','type':'count'}]", "invalid_group_definition")]
    public void Read_BadComputation_IsRefused(string computations, string code)
    {
        var refusal = Refusal(() => ComputationReader.Read(Json(computations)));
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, code)));
    }

    [Test]
    public void Read_TooMany_IsRefused()
    {
        var many = string.Join(",", Enumerable.Range(0, 101).Select(index => $"{{'name':'c{index}','type':'count'}}"));
        Assert.That(Refusal(() => ComputationReader.Read(Json($"[{many}]"))).Items[0].Code, Is.EqualTo("invalid_value"));
    }

    [TestCase("''", RowOrder.None)]
    [TestCase("null", RowOrder.None)]
    [TestCase("'none'", RowOrder.None)]
    [TestCase("'asc'", RowOrder.Ascending)]
    [TestCase("'desc'", RowOrder.Descending)]
    public void Read_Sort_HasFiveForms(string sort, RowOrder order) =>
        Assert.That(ComputationReader.Read(Json($"{{'name':'n','type':'count','expression':'','sort':{sort}}}")).Single().Order, Is.EqualTo(order));

    [TestCase("price * quantity ==", "invalid_expression")]
    [TestCase(" ", "invalid_group_definition")]
    [TestCase("UUID()", "invalid_expression")]
    public void New_BadGroupExpression_IsRefused(string group, string code) =>
        Assert.That(Refusal(() => Make(new GroupKey(group, []))).Items[0].Code, Is.EqualTo(code));

    [TestCase("")]
    [TestCase("a.")]
    [TestCase(".a")]
    [TestCase("a..b")]
    public void New_BadGroupField_IsRefused(string field) =>
        Assert.That(Refusal(() => Make(new GroupKey(null, [field]))).Items[0].Code, Is.EqualTo("invalid_group_definition"));

    [Test]
    public void New_EmptyGroup_IsRefused() =>
        Assert.That(Refusal(() => Make(new GroupKey(null, []))).Items[0].Code, Is.EqualTo("invalid_group_definition"));

    private static GroupAggregator Make(GroupKey group) => new(group, [], NoSchema);
}
