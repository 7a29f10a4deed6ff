using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Execution;

public sealed class ExecutorTests
{
    private const string Stats = "/_api/rest/v1/db/stats";

    [Test]
    public async Task Execute_GoodAnswer_IsASuccess()
    {
        using var http = new StubHttp();
        http.On("GET", Stats).Reply("""{"count":1}""");
        using var context = new ClientContext(StubHttp.Url, "k", new AltogicClientOptions { HttpMessageHandler = http });

        var data = await context.Executor.Execute<JObject>(new Operation("db.getStats", true), context.Rest.Database.GetStats).ShouldSucceed();

        Assert.That((int)data["count"]!, Is.EqualTo(1));
        Assert.That(http.Single.Headers["X-Client-Key"], Is.EqualTo("k"));
    }

    [Test]
    public async Task Execute_Post_SendsJson()
    {
        using var http = new StubHttp();
        http.On("POST", "/_api/rest/v1/auth/signin-email").Reply("""{"user":{"_id":"1"},"session":{"token":"t","x":1}}""");
        using var context = new ClientContext(StubHttp.Url, "k", new AltogicClientOptions { HttpMessageHandler = http });

        var answer = await context.Executor.Execute<AuthGrant>(
            new Operation("auth.signInWithEmail", false),
            ct => context.Rest.Auth.SignInWithEmail(new SignInEmailRequest("a", "b"), ct)).ShouldSucceed();

        Assert.That(answer.Session!.Token, Is.EqualTo("t"));
        Assert.That((int)answer.Session!["x"]!, Is.EqualTo(1));
        Assert.That(http.Single.Body, Is.EqualTo("""{"email":"a","password":"b"}"""));
        Assert.That(http.Single.Headers["Content-Type"], Is.EqualTo("application/json"));
    }
}
