using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

public sealed class DatabaseManagerTests
{
    [Test]
    public void Model_TakesItsNameFromTheArgumentOrTheClass()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();

        Assert.That(client.Db.Model("users.addresses").ModelName, Is.EqualTo("users.addresses"));
        Assert.That(client.Db.Model<Todo>().ModelName, Is.EqualTo("todos"));
        Assert.That(client.Db.Model<Todo>("archive").ModelName, Is.EqualTo("archive"));
    }

    [Test]
    public void Model_WithoutAName_Throws()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();

        Assert.That(() => client.Db.Model(" "), Throws.ArgumentException);
        Assert.That(() => client.Db.Model(null!), Throws.ArgumentNullException);
        Assert.That(() => client.Db.Model<TodoOwner>(), Throws.ArgumentException.With.Message.Contains("[Model("));
        Assert.That(() => client.Db.Model<Todo>(""), Throws.ArgumentException);
    }

    [TestCase("""[{"model":"users","count":12}]""")]
    [TestCase("""{"db":"app","objects":12}""")]
    public async Task GetStats_AnyShape_IsJson(string reply)
    {
        using var http = new StubHttp();
        http.On("GET", "/_api/rest/v1/db/stats").Reply(reply);
        using var client = http.CreateClient();

        var stats = await client.Db.GetStats().ShouldSucceed();

        Assert.That(JToken.DeepEquals(stats, JToken.Parse(reply)), Is.True);
    }

    [Test]
    public async Task GetStats_WithoutAnAnswer_Fails()
    {
        using var http = new StubHttp();
        http.On("GET", "/_api/rest/v1/db/stats").Empty();
        using var client = http.CreateClient();

        Assert.That((await client.Db.GetStats().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
    }
}
