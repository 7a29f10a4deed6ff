using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database;

internal sealed class UserDocumentsTests
{
    private TestDatabase _database = null!;

    [SetUp]
    public async Task OpenAsync() => _database = await TestDatabase.OpenAsync();

    [TearDown]
    public ValueTask CloseAsync() => _database.DisposeAsync();

    [Test]
    public async Task Create_Get_FindBy_GiveTheSameUser()
    {
        var user = await _database.Store.WriteAsync(
            session => _database.Users.Create(session, new JsonObject { ["email"] = "a@b.co", ["name"] = "Ada" }));
        var id = user["_id"]!.GetValue<string>();

        var read = _database.Store.Read(session => _database.Users.Get(session, id));
        var found = _database.Store.Read(session => _database.Users.FindBy(session, "email", "a@b.co"));

        Assert.That(read!.ToJsonString(), Is.EqualTo(user.ToJsonString()));
        Assert.That(found!.ToJsonString(), Is.EqualTo(user.ToJsonString()));
    }

    [Test]
    public async Task Update_SetsAndClears_KeepsTheRest()
    {
        var user = await _database.Store.WriteAsync(
            session => _database.Users.Create(session, new JsonObject { ["email"] = "a@b.co", ["name"] = "Ada", ["age"] = 36 }));
        var id = user["_id"]!.GetValue<string>();

        await _database.Store.WriteAsync(session => _database.Users.Update(session, id, new JsonObject { ["name"] = "Eva", ["age"] = null }));

        var read = _database.Store.Read(session => _database.Users.Get(session, id))!;
        Assert.That(read["name"]!.GetValue<string>(), Is.EqualTo("Eva"));
        Assert.That(read.ContainsKey("age"), Is.False);
        Assert.That(read["email"]!.GetValue<string>(), Is.EqualTo("a@b.co"));
    }

    [Test]
    public async Task Delete_Twice_IsFalseTheSecondTime()
    {
        var user = await _database.Store.WriteAsync(session => _database.Users.Create(session, []));
        var id = user["_id"]!.GetValue<string>();

        Assert.That(await _database.Store.WriteAsync(session => _database.Users.Delete(session, id)), Is.True);
        Assert.That(await _database.Store.WriteAsync(session => _database.Users.Delete(session, id)), Is.False);
        Assert.That(_database.Store.Read(session => _database.Users.Get(session, id)), Is.Null);
    }
}
