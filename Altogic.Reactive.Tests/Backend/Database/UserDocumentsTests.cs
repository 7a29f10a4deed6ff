using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database;

internal sealed class UserDocumentsTests
{
    private TemporaryFolder _folder = null!;
    private DatabaseModule _module = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _folder = new TemporaryFolder();
        _module = await DatabaseModule.OpenAsync(new AppDefinition(), _folder.Path, TimeProvider.System);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _module.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Create_Get_FindBy_GiveTheSameUser()
    {
        var user = await _module.Store.WriteAsync(
            session => _module.Users.Create(session, new JsonObject { ["email"] = "a@b.co", ["name"] = "Ada" }));
        var id = user["_id"]!.GetValue<string>();

        var read = _module.Store.Read(session => _module.Users.Get(session, id));
        var found = _module.Store.Read(session => _module.Users.FindBy(session, "email", "a@b.co"));

        Assert.That(read!.ToJsonString(), Is.EqualTo(user.ToJsonString()));
        Assert.That(found!.ToJsonString(), Is.EqualTo(user.ToJsonString()));
    }

    [Test]
    public async Task Update_SetsAndClears_KeepsTheRest()
    {
        var user = await _module.Store.WriteAsync(
            session => _module.Users.Create(session, new JsonObject { ["email"] = "a@b.co", ["name"] = "Ada", ["age"] = 36 }));
        var id = user["_id"]!.GetValue<string>();

        await _module.Store.WriteAsync(session => _module.Users.Update(session, id, new JsonObject { ["name"] = "Eva", ["age"] = null }));

        var read = _module.Store.Read(session => _module.Users.Get(session, id))!;
        Assert.That(read["name"]!.GetValue<string>(), Is.EqualTo("Eva"));
        Assert.That(read.ContainsKey("age"), Is.False);
        Assert.That(read["email"]!.GetValue<string>(), Is.EqualTo("a@b.co"));
    }

    [Test]
    public async Task Delete_Twice_IsFalseTheSecondTime()
    {
        var user = await _module.Store.WriteAsync(session => _module.Users.Create(session, []));
        var id = user["_id"]!.GetValue<string>();

        Assert.That(await _module.Store.WriteAsync(session => _module.Users.Delete(session, id)), Is.True);
        Assert.That(await _module.Store.WriteAsync(session => _module.Users.Delete(session, id)), Is.False);
        Assert.That(_module.Store.Read(session => _module.Users.Get(session, id)), Is.Null);
    }
}
