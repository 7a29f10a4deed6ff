using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>Errors §6: which answers end the session.</summary>
public sealed class SessionInvalidationTests
{
    private ExecutorFixture _fixture = null!;

    [SetUp]
    public void Create()
    {
        _fixture = new ExecutorFixture();
        _fixture.Context.Sessions.Set(new Session { Token = "token-1" }, null);
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [TestCase(401, "invalid_session_token")]
    [TestCase(401, "missing_session_token")]
    [TestCase(400, "invalid_session_token")]
    [TestCase(500, "invalid_session_token")]
    public async Task AListEntryWithASessionCode_SignsOut_WhateverTheStatus(int status, string code)
    {
        _fixture.Route().Fail(status, code);

        var error = await _fixture.Read().ShouldFail();

        Assert.That((error.Kind, error.Status), Is.EqualTo((ErrorKind.Session, status)));
        Assert.That(_fixture.Context.Sessions.Session, Is.Null);
    }

    [Test]
    public async Task AnEntryAmongOthers_SignsOut()
    {
        _fixture.Route().Reply(401, """{"errors":[{"origin":"client_error","code":"a","message":"A."},{"origin":"client_error","code":"invalid_session_token","message":"B."}]}""");

        await _fixture.Read().ShouldFail();

        Assert.That(_fixture.Context.Sessions.Session, Is.Null);
    }

    [TestCase("""{"errors":{"origin":"client_error","code":"invalid_session_token","message":"Single."}}""")]
    [TestCase("""[{"origin":"client_error","code":"invalid_session_token","message":"Bare list."}]""")]
    [TestCase("""{"origin":"client_error","code":"invalid_session_token","message":"Bare."}""")]
    [TestCase("""{"errors":[{"origin":"client_error","code":"INVALID_SESSION_TOKEN","message":"Other case."}]}""")]
    [TestCase("""{"errors":[{"origin":"client_error","code":"invalid_access_token","message":"invalid_session_token"}]}""")]
    public async Task AnyOtherForm_DoesNot(string body)
    {
        _fixture.Route().Reply(401, body);

        var error = await _fixture.Read().ShouldFail();

        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Api));
        Assert.That(_fixture.Context.Sessions.Token, Is.EqualTo("token-1"));
    }

    [Test]
    public async Task ASuccessWithSuchText_DoesNot()
    {
        _fixture.Route().Reply(200, """{"errors":[{"code":"invalid_session_token"}]}""");

        await _fixture.Read().ShouldSucceed();

        Assert.That(_fixture.Context.Sessions.Token, Is.EqualTo("token-1"));
    }

    [Test]
    public void TheSessionIsGone_BeforeTheResultIsDelivered()
    {
        _fixture.Route().Fail(401, "invalid_session_token");
        Session? whenDelivered = new Session { Token = "x" };

        using var subscription = _fixture.Read().Subscribe(_ => whenDelivered = _fixture.Context.Sessions.Session);

        Assert.That(whenDelivered, Is.Null);
    }

    [Test]
    public async Task ANewerSession_IsLeftAlone()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _fixture.Route().ReplyLater(answer.Task);
        var result = _fixture.Read().ToTask();

        _fixture.Context.Sessions.Set(new Session { Token = "token-2" }, null);
        answer.SetResult(StubRoute.Message(
            401,
            new StringContent("""{"errors":[{"origin":"client_error","code":"invalid_session_token","message":"Old."}]}"""),
            "application/json",
            []));

        Assert.That((await result).Errors!.Kind, Is.EqualTo(ErrorKind.Session));
        Assert.That(_fixture.Context.Sessions.Token, Is.EqualTo("token-2"));
    }

    [Test]
    public async Task ATokenOfTheCallersOwn_DoesNotEndTheCurrentSession()
    {
        _fixture.Http.On("GET", "/_api/rest/v1/auth/user").Fail(401, "invalid_session_token");

        await _fixture.Context.Executor
            .Execute<Newtonsoft.Json.Linq.JObject>(ExecutorFixture.Safe, cancellation => _fixture.Context.Rest.Auth.GetUserOf("other", cancellation))
            .ShouldFail();

        Assert.That(_fixture.Http.Single.Header("Session"), Is.EqualTo("other"));
        Assert.That(_fixture.Context.Sessions.Token, Is.EqualTo("token-1"));
    }

    [Test]
    public async Task AnObserverOfTheSessionThatThrows_StillLeavesTheOperationItsResult()
    {
        _fixture.Route().Fail(401, "invalid_session_token");
        using var bad = _fixture.Context.Sessions.SessionChanges.Subscribe(session =>
        {
            if (session is null) throw new InvalidOperationException("observer");
        });

        Assert.That((await _fixture.Read().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Session));
        _fixture.Scheduler.Start();
        Assert.That(_fixture.Log.Errors.Select(e => (e.Id, e.Exception?.Message)), Is.EqualTo(new[] { (1380, "observer") }));
    }
}
