using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>What is said about a success that cannot be read.</summary>
public sealed class UnreadableAnswerTests
{
    [TestCase("""{"inner":{"count":"s3cret"}}""", "inner.count")]
    [TestCase("""{"inner":s3cret}""", "inner")]
    [TestCase("""{"inner":{"count":[{"a":"s3cret"}]}}""", "inner.count")]
    public async Task TheMessage_SaysWhere_AndQuotesNothing(string json, string path)
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Reply(json);

        var error = await fixture.Read<Outer>().ShouldFail();

        Assert.That(error.Items[0].Code, Is.EqualTo(ErrorCodes.InvalidResponse));
        Assert.That(error.Message, Does.Contain("'" + path).And.Contain("line 1").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task OurOwnMessages_AreKept()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Reply("5");

        Assert.That((await fixture.Read<Reactive.Database.ListAnswer<Outer>>().ShouldFail()).Message, Does.Contain("A list was expected"));
    }

    [Test]
    public async Task ACharacterSet_IsNotCalledJson()
    {
        using var http = new StubHttp();
        http.On("GET", "/t").Bytes([65], "text/plain; charset=klingon");
        using var client = http.CreateClient();

        var error = await client.Endpoint.Get("t", Reactive.Endpoints.EndpointReply.Text).ShouldFail();

        Assert.That(error.Message, Does.Contain("klingon").And.Not.Contain("JSON"));
    }

    [Test]
    public async Task Null_BehindAByteOrderMark_IsNothing()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Bytes([0xEF, 0xBB, 0xBF, .. "null"u8]);

        var result = await fixture.Context.Executor.ExecuteOrNull<Outer>(ExecutorFixture.Safe, fixture.Context.Rest.Database.GetStats).ShouldSucceed();

        Assert.That(result, Is.Null);
    }

    private sealed record Outer(Inner? Inner);

    private sealed record Inner(int Count);
}
