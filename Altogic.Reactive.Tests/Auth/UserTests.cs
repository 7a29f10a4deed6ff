using Altogic.Reactive.Auth;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

public sealed class UserTests
{
    private const string Json =
        """
        {"_id":"u1","provider":"altogic","providerUserId":"u1","email":"ada@example.com","name":"Ada","signUpAt":"2023-09-01T10:43:46.120Z",
         "lastLoginAt":"2023-09-02T10:43:46.120Z","emailVerified":true,"nick":"countess","level":3,"born":"1815-12-10T00:00:00.000Z"}
        """;

    [Test]
    public void Members_OfACompleteUser_AreTyped()
    {
        var user = JsonConvert.DeserializeObject<User>(Json)!;
        Assert.That(user.Id, Is.EqualTo("u1"));
        Assert.That((user.Provider, user.ProviderUserId), Is.EqualTo(("altogic", "u1")));
        Assert.That((user.Email, user.Name, user.Phone, user.ProfilePicture), Is.EqualTo(("ada@example.com", "Ada", (string?)null, (string?)null)));
        Assert.That((user.EmailVerified, user.PhoneVerified), Is.EqualTo(((bool?)true, (bool?)null)));
        Assert.That(user.SignUpAt, Is.EqualTo(new DateTimeOffset(2023, 9, 1, 10, 43, 46, 120, TimeSpan.Zero)));
        Assert.That(user.LastLoginAt, Is.EqualTo(new DateTimeOffset(2023, 9, 2, 10, 43, 46, 120, TimeSpan.Zero)));
    }

    [Test]
    public void CustomFields_ByNameAndByType_AreThere()
    {
        var user = JsonConvert.DeserializeObject<User>(Json)!;
        Assert.That((string?)user["nick"], Is.EqualTo("countess"));
        Assert.That((string?)user["born"], Is.EqualTo("1815-12-10T00:00:00.000Z"), "a text that looks like a date stays the text it was");
        Assert.That(user["missing"], Is.Null);
        var typed = user.As<Player>();
        Assert.That((typed.Nick, typed.Level, typed.Born.Year), Is.EqualTo(("countess", 3, 1815)));
    }

    [Test]
    public void ReadAndWrite_WithUnknownMembers_LosesNothing()
    {
        var settings = new JsonSerializerSettings { DateParseHandling = DateParseHandling.None };
        var written = JsonConvert.SerializeObject(JsonConvert.DeserializeObject<User>(Json));
        Assert.That(
            JToken.DeepEquals(JsonConvert.DeserializeObject<JObject>(written, settings), JsonConvert.DeserializeObject<JObject>(Json, settings)),
            Is.True,
            written);
    }

    [TestCase("{}")]
    [TestCase("""{"_id":""}""")]
    [TestCase("""{"_id":[1]}""")]
    [TestCase("[]")]
    [TestCase("5")]
    public void Deserialize_WithoutAnId_IsAJsonError(string json) =>
        Assert.That(() => JsonConvert.DeserializeObject<User>(json), Throws.InstanceOf<JsonException>());

    [Test]
    public void Equality_OfUsers_IsThatOfTheirMembers()
    {
        var one = JsonConvert.DeserializeObject<User>(Json);
        Assert.That(one, Is.EqualTo(JsonConvert.DeserializeObject<User>(Json)));
        Assert.That(one!.GetHashCode(), Is.EqualTo(JsonConvert.DeserializeObject<User>(Json)!.GetHashCode()));
        Assert.That(one, Is.Not.EqualTo(new User(new JObject { ["_id"] = "u1" })));
    }

    [Test]
    public void With_OnAUser_ChangesACopyAndKeepsCustomFields()
    {
        var user = JsonConvert.DeserializeObject<User>(Json)!;
        var renamed = user with { Name = "Zoë", Email = null, PhoneVerified = false, LastLoginAt = DateTimeOffset.UnixEpoch };
        Assert.That((renamed.Name, renamed.Email, (string?)renamed["nick"]), Is.EqualTo(("Zoë", (string?)null, "countess")));
        Assert.That((string?)renamed["lastLoginAt"], Is.EqualTo("1970-01-01T00:00:00.000Z"));
        Assert.That(renamed.ToJson().ContainsKey("email"), Is.False);
        Assert.That(user.Name, Is.EqualTo("Ada"));
        Assert.That(() => user with { Id = "" }, Throws.ArgumentException);
    }

    [Test]
    public void ToString_OfAUser_NamesTheIdOnly() =>
        Assert.That(JsonConvert.DeserializeObject<User>(Json)!.ToString(), Is.EqualTo("User u1"));

    private sealed class Player
    {
        public string Nick { get; init; } = "";

        public int Level { get; init; }

        public DateTimeOffset Born { get; init; }
    }
}
