using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>The reading operations over HTTP: bodies in, answers out; what they find is tested on the engine.</summary>
internal sealed class ReadTests
{
    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _backend = await BackendFixture.StartAsync();
        foreach (var values in new[] { "{'n':1,'tag':'x','text':'good life'}", "{'n':2,'tag':'x'}", "{'n':3,'tag':'y'}" }) await _backend.CreateAsync("reads", values);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _backend.DisposeAsync();

    [TestCase("get-list", "{'model':'reads','query':{'expression':'n > 1','omit':['_id','tag','createdAt','updatedAt','text']}}", "\"n\":2|\"n\":3")]
    [TestCase("get-list", "{'model':'reads','returnCountInfo':{},'query':{'limit':1}}", "{\"info\":{\"count\":3,\"totalPages\":3,\"currentPage\":1,\"pageSize\":1},\"data\":[{")]
    [TestCase("get-single", "{'model':'reads','query':{'expression':'n == 7'}}", "null")]
    [TestCase("get-random", "{'model':'reads','count':2,'query':null}", "_id")]
    [TestCase("compute", "{'model':'reads','query':{'group':'tag'},'computations':{'name':'c','type':'count','sort':'desc'}}", "[{\"groupby\":{\"group\":\"x\"},\"c\":2},{\"groupby\":{\"group\":\"y\"},\"c\":1}]")]
    [TestCase("search-text", "{'model':'reads','text':'LIFE','query':{'sort':5}}", "good life")]
    [TestCase("search-text", "{'model':'reads','text':'','query':{},'returnCountInfo':true}", "\"data\":[]")]
    [TestCase("fuzzy-search", "{'model':'reads','text':'lifes','fieldName':'text','query':{}}", "good life")]
    public async Task Read_Body_GivesTheAnswer(string operation, string body, string expected)
    {
        var answer = await _backend.DbAsync(operation, body);

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        foreach (var part in expected.Split('|')) Assert.That(answer.Text, Does.Contain(part));
    }

    [TestCase("get-list", "{'model':'reads','query':{'limit':0}}", "invalid_limit")]
    [TestCase("get-list", "{'model':'reads','query':{'expression':'n ='}}", "invalid_expression")]
    [TestCase("get-list", "{'model':'reads','query':{'expression':'NOPE(n)'}}", "unknown_function")]
    [TestCase("get-list", "{'query':{}}", "missing_required_value")]
    [TestCase("get-random", "{'model':'reads','query':{}}", "invalid_value")]
    [TestCase("compute", "{'model':'reads','query':{},'computations':[]}", "emtpy_array")]
    [TestCase("search-text", "{'model':'reads','query':{}}", "missing_required_value")]
    [TestCase("fuzzy-search", "{'model':'reads','text':'x','query':{}}", "missing_required_value")]
    [TestCase("fuzzy-search", "{'model':'reads.sub','text':'x','fieldName':'a','query':{}}", "invalid_model_type")]
    public async Task Read_BadBody_IsRefused(string operation, string body, string code)
    {
        var answer = await _backend.DbAsync(operation, body);

        Assert.That(answer.Status, Is.EqualTo(400), answer.Text);
        Assert.That(answer.Text, Does.Contain($"\"{code}\""));
    }
}
