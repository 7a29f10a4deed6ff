using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Auth;

/// <summary>One client of a web server, many people (auth §5).</summary>
public sealed class SessionCookieUserTests
{
    private const string UserPath = "/_api/rest/v1/auth/user";

    [Test]
    public async Task GetUserFromDBByCookie_ForTwoPeopleAtOnce_NeverMixesThem()
    {
        using var http = new StubHttp();
        http.On("GET", UserPath).Answer(request => StubRoute.Message(
            200, new StringContent($$"""{"_id":"{{request.Header("Session")}}"}"""), contentType: null, []));
        using var client = http.CreateClient();
        client.Auth.SetSession(new Session { Token = "own" });
        var people = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
            (number, (await client.Auth.GetUserFromDBByCookie($"session_token=s{number}").ShouldSucceed()).Id)));
        Assert.That(people.Select(person => person.Id), Is.EqualTo(people.Select(person => $"s{person.number}")));
        Assert.That(client.Auth.CurrentSession!.Token, Is.EqualTo("own"));
        Assert.That(client.Auth.CurrentUser, Is.Null);
    }

    [Test]
    public async Task GetUserFromDBByCookie_WithARefusedSession_LeavesTheClientsOwn()
    {
        using var http = new StubHttp();
        http.On("GET", UserPath).Fail(401, "invalid_session_token");
        using var client = http.CreateClient();
        client.Auth.SetSession(new Session { Token = "own" });
        Assert.That((await client.Auth.GetUserFromDBByCookie("session_token=gone").ShouldFail()).Kind, Is.EqualTo(ErrorKind.Session));
        Assert.That(client.Auth.CurrentSession!.Token, Is.EqualTo("own"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a=b")]
    [TestCase("session_token=")]
    [TestCase("session_token=a%0d%0ab")]
    public async Task GetUserFromDBByCookie_WithoutAUsableCookie_IsTheOfficialErrorAndSendsNothing(string? header)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var error = await client.Auth.GetUserFromDBByCookie(header).ShouldFail();
        Assert.That((error.Kind, error.Status, error.StatusText), Is.EqualTo((ErrorKind.Client, 400, "Bad Request")));
        Assert.That(error.Items, Is.EqualTo((ErrorEntry[])
        [
            new ErrorEntry(
                "session_token_error", "session_token_not_found",
                "Cannot identify the session token 'session_token' from the request headers"),
        ]));
    }

    [Test]
    public async Task WithSession_ForEachRequest_ActsForThatPersonOnly()
    {
        using var http = new StubHttp();
        http.On("GET", UserPath).Reply(AuthJson.User);
        http.On("POST", "/_api/rest/v1/auth/signout").Reply("null");
        using var client = http.CreateClient();
        using (var person = client.WithSession("theirs"))
        {
            await person.Auth.GetUserFromDB().ShouldSucceed();
            await person.Auth.SignOut().ShouldSucceed();
            Assert.That(person.Auth.CurrentSession, Is.Null);
        }

        Assert.That(http.Requests.Select(request => request.Header("Session")), Is.All.EqualTo("theirs"));
        Assert.That(client.Auth.CurrentSession, Is.Null);
    }
}
