using Altogic.Reactive.Auth;
using Newtonsoft.Json;

namespace Altogic.Reactive.Tests.Auth;

public sealed class AuthGrantTests
{
    [TestCase("""{"user":{"_id":"u1"},"session":{"token":"t"}}""", true)]
    [TestCase("""{"user":{"_id":"u1"},"session":null}""", false)]
    [TestCase("""{"user":{"_id":"u1"}}""", false)]
    public void Deserialize_WithAndWithoutSession_TellsThemApart(string json, bool hasSession)
    {
        var grant = JsonConvert.DeserializeObject<AuthGrant>(json)!;
        Assert.That(grant.User.Id, Is.EqualTo("u1"));
        Assert.That(grant.HasSession, Is.EqualTo(hasSession));
    }

    [TestCase("{}")]
    [TestCase("""{"user":null,"session":{"token":"t"}}""")]
    [TestCase("""{"user":{"_id":"u1"},"session":{}}""")]
    [TestCase("""{"user":{"_id":"u1"},"session":"t"}""")]
    public void Deserialize_OfABrokenAnswer_IsAJsonError(string json) =>
        Assert.That(() => JsonConvert.DeserializeObject<AuthGrant>(json), Throws.InstanceOf<JsonException>());

    [Test]
    public void ToString_OfAGrant_KeepsTheTokenSecret() =>
        Assert.That(JsonConvert.DeserializeObject<AuthGrant>("""{"user":{"_id":"u1","email":"a@b.co"},"session":{"token":"secret"}}""")!.ToString(),
            Does.Not.Contain("secret").And.Not.Contain("a@b.co"));
}
