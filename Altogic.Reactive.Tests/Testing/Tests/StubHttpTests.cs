using System.Net.Http.Json;

namespace Altogic.Reactive.Tests.Testing.Tests;

/// <summary>A test helper that lets mistakes through is worse than none.</summary>
public sealed class StubHttpTests
{
    [Test]
    public async Task ARequestWithoutARoute_Fails_HereAndWhenVerified()
    {
        var http = new StubHttp();
        using var client = new HttpClient(http, disposeHandler: false) { BaseAddress = new Uri(StubHttp.Url) };
        http.On("GET", "/known").Reply("1");
        await client.GetAsync("/known");
        Exception? seen = null;

        try
        {
            await client.GetAsync("/unknown");
        }
        catch (InvalidOperationException exception)
        {
            seen = exception;
        }

        Assert.That(seen?.Message, Does.Contain("GET /unknown"));
        Assert.That(Failure(http.Verify), Does.Contain("GET /unknown"));
    }

    [Test]
    public async Task ARouteOrReplyNobodyAskedFor_FailsWhenVerified()
    {
        var http = new StubHttp();
        using var client = new HttpClient(http, disposeHandler: false) { BaseAddress = new Uri(StubHttp.Url) };
        http.On("GET", "/a").Reply("1").Reply("2");
        await client.GetAsync("/a");

        Assert.That(Failure(http.Verify), Does.Contain("GET /a"));
        await client.GetAsync("/a");
        http.Verify();
    }

    [Test]
    public async Task Replies_AreUsedInOrder_TheLastOneAgainAndAgain_AndBodiesAreKept()
    {
        using var http = new StubHttp();
        using var client = new HttpClient(http, disposeHandler: false) { BaseAddress = new Uri(StubHttp.Url) };
        http.On("POST", "/a?x=1").Reply("1").Reply("2");

        var answers = new List<string>();
        for (var n = 0; n < 3; n++)
            answers.Add(await (await client.PostAsJsonAsync("/a?x=1", new { n })).Content.ReadAsStringAsync());

        Assert.That(answers, Is.EqualTo(new[] { "1", "2", "2" }));
        Assert.That(http.Requests.Select(request => (int)request.Json!["n"]!), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    private static string Failure(Action verify)
    {
        // isolated, so that the expected failure does not count as one of this test
        using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            try
            {
                verify();
                return "";
            }
            catch (AssertionException exception)
            {
                return exception.Message;
            }
        }
    }
}
