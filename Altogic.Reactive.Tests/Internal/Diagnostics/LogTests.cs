using System.Reflection;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Tests.Internal.Execution;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Diagnostics;

public sealed class LogTests
{
    [Test]
    public void EventIds_AreUnique()
    {
        var ids = typeof(AltogicClient).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToList();

        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.Count.GreaterThan(8));
    }

    [Test]
    public void NothingSecretOrPersonal_IsEverLogged()
    {
        const string secret = "s3cr3t";
        using var fixture = new ExecutorFixture(options => options with { ApiKey = secret + "-api", RetryPolicy = RetryPolicy.None });
        var auth = fixture.Context.Rest.Auth;
        fixture.Context.Sessions.Set(new Session { Token = secret + "-token" }, null);
        fixture.Http.On("POST", "/_api/rest/v1/auth/signin-email").Fail(401, "invalid_credentials", secret + " is wrong").Html(502);
        fixture.Http.On("GET", "/_api/rest/v1/auth/grant").Reply($$$"""{"user":{"_id":"1","email":"{{{secret}}}@x"},"session":{"token":"{{{secret}}}"}}""");
        fixture.Http.On("GET", "/_api/rest/v1/auth/user").Fail(401, "invalid_session_token").Reset();

        void Run(Func<CancellationToken, Task<HttpResponseMessage>> send) =>
            fixture.Observe(fixture.Context.Executor.Execute<JObject>(ExecutorFixture.Unsafe, send));
        Run(cancellation => auth.SignInWithEmail(new SignInEmailRequest(secret + "@mail", secret), cancellation));
        Run(cancellation => auth.SignInWithEmail(new SignInEmailRequest(secret + "@mail", secret), cancellation));
        Run(cancellation => auth.GetAuthGrant(secret, cancellation));
        Run(auth.GetUser);
        Run(auth.GetUser);

        Assert.That(fixture.Log.Entries, Has.Count.GreaterThan(10));
        Assert.That(fixture.Log.Entries.Select(entry => entry.Text + entry.Exception), Has.None.Contains(secret));
    }

    [Test]
    public void EveryOperation_IsLoggedWithItsOutcome()
    {
        using var fixture = new ExecutorFixture(options => options with { RetryPolicy = RetryPolicy.None });
        fixture.Route().Reply("{}").Fail(400, "not_unique");

        fixture.Observe(fixture.Read());
        fixture.Observe(fixture.Read());

        var entries = fixture.Log.Entries.Where(entry => entry.Category == "Altogic.Reactive.Execution").ToList();
        Assert.That(entries.Select(entry => (entry.Id, entry.Level)), Is.EqualTo(new[] { (1000, LogLevel.Debug), (1001, LogLevel.Information) }));
        Assert.That(entries[1].Text, Does.Contain("test.read").And.Contain("not_unique").And.Contain("400"));
    }

    [Test]
    public void EveryRequest_IsLoggedWithoutItsQuery()
    {
        using var fixture = new ExecutorFixture();
        fixture.Http.On("GET", "/_api/rest/v1/auth/grant").Reply("{}");

        fixture.Observe(fixture.Context.Executor.Execute<JObject>(
            ExecutorFixture.Safe, cancellation => fixture.Context.Rest.Auth.GetAuthGrant("k", cancellation)));

        Assert.That(
            fixture.Log.Entries.Where(entry => entry.Category == "Altogic.Reactive.Transport").Select(entry => entry.Text),
            Is.EqualTo(new[] { "Sending GET /_api/rest/v1/auth/grant", "GET /_api/rest/v1/auth/grant answered with 200" }));
    }
}
