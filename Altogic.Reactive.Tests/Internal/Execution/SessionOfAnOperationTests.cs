using System.Net;
using System.Text;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>An operation keeps the session with which it began.</summary>
public sealed class SessionOfAnOperationTests
{
    private static readonly Session First = new() { Token = "token-1" };
    private static readonly Session Second = new() { Token = "token-2" };

    [Test]
    public void ARepetitionAfterAnotherSignIn_CarriesTheSessionItBeganWith()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Fail(429, "busy").Reply("{}");
        fixture.Context.Sessions.Set(First, null);
        var observer = fixture.Observe(fixture.Write());

        fixture.Context.Sessions.Set(Second, null);
        fixture.Scheduler.Start();

        Assert.That(fixture.Http.Requests.Select(request => request.Header("Session")), Is.EqualTo(new[] { "token-1", "token-1" }));
        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
    }

    [Test]
    public void ARepetitionOfWhatBeganSignedOut_StaysWithoutASession()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Fail(429, "busy").Reply("{}");
        fixture.Observe(fixture.Write());

        fixture.Context.Sessions.Set(First, null);
        fixture.Scheduler.Start();

        Assert.That(fixture.Http.Requests.Select(request => request.Header("Session")), Is.All.Null);
    }

    [Test]
    public void SignOut_RepeatedAfterAnotherSignIn_EndsTheSessionItWasAskedToEnd()
    {
        var scheduler = new TestScheduler();
        using var http = new StubHttp();
        http.On("POST", "/_api/rest/v1/auth/signout").Fail(429, "busy").Empty();
        using var client = http.CreateClient(new AltogicClientOptions { Scheduler = scheduler });
        client.Auth.SetSession(First);
        using var signOut = client.Auth.SignOut().Subscribe();

        client.Auth.SetSession(Second);
        scheduler.Start();

        Assert.That(http.Requests.Select(request => request.Header("Session")), Is.EqualTo(new[] { "token-1", "token-1" }));
        Assert.That(client.Auth.GetSession()?.Token, Is.EqualTo("token-2"));
    }

    [Test]
    public void AnOperationBegunByTheObserverOfAnother_CarriesTheSessionOfThatMoment()
    {
        using var fixture = new ExecutorFixture();
        fixture.Route().Reply("{}").Reply("{}");
        fixture.Context.Sessions.Set(First, null);

        using var first = fixture.Read().Subscribe(_ =>
        {
            fixture.Context.Sessions.Set(Second, null);
            fixture.Observe(fixture.Read());
        });

        Assert.That(fixture.Http.Requests.Select(request => request.Header("Session")), Is.EqualTo(new[] { "token-1", "token-2" }));
    }

    [Test]
    public async Task AHandlerThatDoesNotTellTheRequest_StillLetsARefusedSessionEnd()
    {
        using var handler = new Refusing();
        using var client = new AltogicClient(
            StubHttp.Url, StubHttp.ClientKey, new AltogicClientOptions { HttpMessageHandler = handler, RetryPolicy = RetryPolicy.None });
        client.Auth.SetSession(First);

        await client.Db.GetStats().ShouldFail();

        Assert.That(client.Auth.GetSession(), Is.Null);
    }

    private sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized)
            {
                Content = new StringContent(
                    """{"errors":[{"origin":"client_error","code":"invalid_session_token","message":"Old."}]}""", Encoding.UTF8, "application/json"),
            });
    }
}
