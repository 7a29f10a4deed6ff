using Altogic.Reactive.Auth;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

public sealed class SessionTests
{
    private const string Json =
        """
        {"userId":"64f1c0d2a9b3e45f6a7b8c90","token":"eyJhbGciOiJIUzI1NiIs","creationDtm":"2023-09-01T10:45:00.004Z",
         "accessGroupKeys":["editor","admin"],"team":{"since":"2023-09-01T10:45:00.004Z"},
         "userAgent":{"family":"Firefox","major":"117","minor":"0","patch":"1",
          "device":{"family":"Other","major":"0","minor":"0","patch":"0"},
          "os":{"family":"Ubuntu","major":"22","minor":"4","patch":"0"}}}
        """;

    [Test]
    public void Members_OfACompleteSession_AreTyped()
    {
        var session = JsonConvert.DeserializeObject<Session>(Json)!;
        Assert.That(session.Token, Is.EqualTo("eyJhbGciOiJIUzI1NiIs"));
        Assert.That(session.UserId, Is.EqualTo("64f1c0d2a9b3e45f6a7b8c90"));
        Assert.That(session.CreationDtm, Is.EqualTo(new DateTimeOffset(2023, 9, 1, 10, 45, 0, 4, TimeSpan.Zero)));
        Assert.That(session.AccessGroupKeys, Is.EqualTo((string[])["editor", "admin"]));
        Assert.That(session.UserAgent, Is.EqualTo(new UserAgent(
            "Firefox", "117", "0", "1", new UserAgentPart("Other", "0", "0", "0"), new UserAgentPart("Ubuntu", "22", "4", "0"))));
    }

    [Test]
    public void ReadAndWrite_WithUnknownMembers_LosesNothing()
    {
        var session = JsonConvert.DeserializeObject<Session>(Json)!;
        var expected = JsonConvert.DeserializeObject<JObject>(Json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });
        var written = JsonConvert.DeserializeObject<JObject>(
            JsonConvert.SerializeObject(session), new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });
        Assert.That(JToken.DeepEquals(written, expected), Is.True, written!.ToString());
        Assert.That((string?)session["team"]!["since"], Is.EqualTo("2023-09-01T10:45:00.004Z"));
    }

    [Test]
    public void Members_ThatAreMissingOrOfAnotherType_CountAsAbsent()
    {
        var session = JsonConvert.DeserializeObject<Session>(
            """{"token":"t","userId":{},"creationDtm":"soon","accessGroupKeys":"admin","userAgent":"curl"}""")!;
        Assert.That(session.UserId, Is.Null);
        Assert.That(session.CreationDtm, Is.Null);
        Assert.That(session.AccessGroupKeys, Is.Empty);
        Assert.That(session.UserAgent, Is.Null);
    }

    [Test]
    public void UserAgent_WithMissingParts_FillsThemAsTheServerWould()
    {
        var session = new Session(new JObject { ["token"] = "t", ["userAgent"] = new JObject { ["major"] = 12, ["os"] = new JObject() } });
        var unknown = new UserAgentPart("Other", "0", "0", "0");
        Assert.That(session.UserAgent, Is.EqualTo(new UserAgent("Other", "12", "0", "0", unknown, unknown)));
    }

    [TestCase("{}")]
    [TestCase("""{"token":""}""")]
    [TestCase("""{"token":null}""")]
    [TestCase("""{"token":{}}""")]
    [TestCase("""{"token":"a\r\nX-Admin: 1"}""")]
    [TestCase("""{"token":"sınır"}""")]
    public void Deserialize_WithoutAUsableToken_IsAJsonError(string json) =>
        Assert.That(() => JsonConvert.DeserializeObject<Session>(json), Throws.TypeOf<JsonSerializationException>());

    [Test]
    public void Constructor_WithABadToken_Throws()
    {
        Assert.That(() => new Session { Token = "" }, Throws.ArgumentException);
        Assert.That(() => new Session { Token = null! }, Throws.ArgumentException);
        Assert.That(() => new Session { Token = "a\nb" }, Throws.ArgumentException);
        Assert.That(() => new Session(new JObject()), Throws.ArgumentException);
        Assert.That(() => new Session((JObject)null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Initializer_WithEveryMember_IsTheJsonOfTheWire()
    {
        var session = new Session
        {
            Token = "t",
            UserId = "u",
            CreationDtm = new DateTimeOffset(2023, 9, 1, 12, 45, 0, 4, TimeSpan.FromHours(2)),
            AccessGroupKeys = ["a"],
            UserAgent = new UserAgent("Firefox", "1", "0", "0", new UserAgentPart(), new UserAgentPart("Linux")),
        };
        Assert.That(JsonConvert.SerializeObject(session), Is.EqualTo(
            """{"token":"t","userId":"u","creationDtm":"2023-09-01T10:45:00.004Z","accessGroupKeys":["a"],"userAgent":{"family":"Firefox","major":"1","minor":"0","patch":"0","device":{"family":"Other","major":"0","minor":"0","patch":"0"},"os":{"family":"Linux","major":"0","minor":"0","patch":"0"}}}"""));
    }

    [Test]
    public void With_OnASession_ChangesACopyAndKeepsUnknownMembers()
    {
        var session = new Session(new JObject { ["token"] = "t", ["userId"] = "u", ["extra"] = 1 });
        var changed = session with { Token = "t2", UserId = null };
        Assert.That(JsonConvert.SerializeObject(changed), Is.EqualTo("""{"token":"t2","extra":1}"""));
        Assert.That((session.Token, session.UserId), Is.EqualTo(("t", "u")));
    }

    [Test]
    public void Session_AfterItsSourceChanged_IsUnchanged()
    {
        var source = new JObject { ["token"] = "t", ["list"] = new JArray(1) };
        var session = new Session(source);
        source["token"] = "other";
        ((JArray)session["list"]!).Add(2);
        session.ToJson()["token"] = "other";
        Assert.That(session, Is.EqualTo(new Session(new JObject { ["token"] = "t", ["list"] = new JArray(1) })));
        Assert.That(session.Token, Is.EqualTo("t"));
    }

    [Test]
    public void ToString_OfASession_KeepsTheTokenSecret() =>
        Assert.That(new Session { Token = "secret-token", UserId = "u1" }.ToString(), Does.Not.Contain("secret-token").And.Contain("u1"));
}
