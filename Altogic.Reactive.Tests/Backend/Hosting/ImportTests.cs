using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Hosting.CommandLine;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Backend.Hosting;

/// <summary><c>import</c>: what an app had elsewhere comes into a data folder as it was.</summary>
public sealed class ImportTests
{
    private const string Order = "64b1f1d0a9d3e45f60718301";
    private const string Line = "64b1f1d0a9d3e45f60718302";
    private const string Made = "2023-07-15T08:30:00.250Z";
    private const string Exported =
        $$"""{"_id":"{{Order}}","number":7,"createdAt":"{{Made}}","updatedAt":"{{Made}}","lines":[{"_id":"{{Line}}","_parent":"{{Order}}","product":"64b1f1d0a9d3e45f60718303"}]}""";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("[{0}, {{\"number\": 8}}]")]
    [TestCase("\ufeff \n [{0},{{\"number\":8}}]")]
    [TestCase("{0}\n{{\"number\":8}}\n")]
    public async Task Objects_KeepIdsParentsAndTimeStamps(string form)
    {
        Assert.That(await ImportAsync("orders", string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Exported)), Is.EqualTo("orders: 2 objects brought in."));
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        var order = (await client.Db.Model("orders").Object(Order).Get()).ValueOrThrow()!;
        Assert.That(JToken.DeepEquals(order, Unread(Exported)), Is.True, $"{order}");
        var other = (await client.Db.Model("orders").Filter("number == 8").GetSingle()).ValueOrThrow()!;
        Assert.That($"{other["_id"]}", Has.Length.EqualTo(24).And.Not.EqualTo(Order));
        await client.Db.Model("orders.lines").Object(Line).Update(new { pieces = 3 }).ShouldSucceed();
        Assert.That((int)(await client.Db.Model("orders").Object(Order).Get()).ValueOrThrow()!["lines"]![0]!["pieces"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task Objects_ThatAreThere_AreLeftAlone()
    {
        await ImportAsync("orders", $"[{Exported}]");
        Assert.That(
            await ImportAsync("orders", $$"""[{"_id":"{{Order}}","number":1},{"_id":"{{Line[..^1]}}9","number":2}]"""),
            Is.EqualTo("orders: 1 objects brought in, 1 were there already."));
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        var numbers = (await client.Db.Model("orders").Sort("number").Get()).ValueOrThrow().Select(o => (int)o["number"]!);
        Assert.That(numbers, Is.EqualTo(new[] { 2, 7 }));
    }

    [Test]
    public async Task Users_CanBeFoundAndAskForAPassword()
    {
        await ImportAsync("users", $$"""[{"_id":"{{Order}}","email":"ada@example.com","name":"Ada","provider":"altogic","emailVerified":true}]""");
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions
        {
            DataDirectory = DataFolder,
            App = new AppDefinition { Auth = new AuthDefinition { EmailVerification = true } },
        });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        await client.Auth.SendResetPwdEmail("ada@example.com").ShouldSucceed();
        var mail = await backend.Outbox.WaitForAsync(m => m.To == "ada@example.com");
        await client.Auth.ResetPwdWithToken(mail.AccessToken!, "another secret").ShouldSucceed();
        var grant = (await client.Auth.SignInWithEmail("ada@example.com", "another secret")).ValueOrThrow();
        Assert.That(grant.User!.Id, Is.EqualTo(Order));
    }

    [Test]
    public async Task Passwords_OfUsers_AreLeftOut_AndThatIsSaid()
    {
        Assert.That(
            await ImportAsync("users", $$"""[{"_id":"{{Order}}","email":"ada@example.com","password":"$2b$10$old"},{"email":"eva@example.com"}]"""),
            Does.StartWith("users: 2 objects brought in.").And.Contains("passwords of 1 users were left out"));
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        Assert.That($"{(await client.Db.Model("users").Object(Order).Get()).ValueOrThrow()}", Does.Contain("ada@example.com").And.Not.Contain("$2b$10$old"));
    }

    [TestCase("""{"models":{"orders":{"fields":{"number":{"type":"integer","unique":true}}}}}""", "index of orders.number")]
    [TestCase("""{"models":{"orders":{"fields":{"title":{"type":"text","searchable":true}}}}}""", "search index of orders")]
    [TestCase("""{"models":{"orders":{"fields":{"lines":{"type":"objectList","fields":{"n":{"type":"integer","unique":true}}}}}}}""", "unique values of orders.lines.n")]
    public async Task AppDefinition_ThatIsNotTheOneOfTheFolder_IsRefused_AndDropsNothing(string definition, string named)
    {
        var file = Path.Combine(_folder.Path, "altogic.json");
        await File.WriteAllTextAsync(file, definition);
        await ImportAsync("orders", """{"number":1}""", file);

        var error = (await Assert.ThrowsAsync<BackendStartException>(() => ImportAsync("orders", """{"number":1}""")))!;

        Assert.That(error.Message, Does.Contain(named).And.Contain("--app"));
        if (named == "index of orders.number") Assert.That(() => ImportAsync("orders", """{"number":1}""", file), Throws.TypeOf<BackendStartException>().With.Message.Contains("in use already"));
        Assert.That(
            () => AccessGrant.RunAsync(new GrantCommand("ada@example.com", ["admin"], DataFolder, null)),
            Throws.TypeOf<BackendStartException>().With.Message.Contains(named));
    }

    [TestCase("""{"lines":[{"_id":"@"},{"_id":"@"}]}""")]
    [TestCase("""[{"lines":[{"_id":"@"}]},{"lines":[{"_id":"@"}]}]""")]
    [TestCase("""{"lines":[{"_id":"@"}],"other":{"_id":"@"}}""")]
    public async Task Ids_OfNestedObjectsThatComeTwice_AreNamed(string content)
    {
        var error = (await Assert.ThrowsAsync<BackendStartException>(() => ImportAsync("orders", content.Replace("@", Line, StringComparison.Ordinal))))!;
        Assert.That(error.Message, Does.Contain("object ").And.Contain("_id is in use already"));
    }

    [Test]
    public async Task ManyObjects_AreAllThere()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 1_234; i++) lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"_id\":\"64b1f1d0a9d3e45f{i:x8}\",\"n\":{i}}}\n");
        Assert.That(await ImportAsync("numbers", lines.ToString()), Is.EqualTo("numbers: 1234 objects brought in."));
        Assert.That(await ImportAsync("numbers", lines.ToString()), Is.EqualTo("numbers: 0 objects brought in, 1234 were there already."));
    }

    [Test]
    public async Task ExtendedJson_IsMadePlain()
    {
        await ImportAsync("orders", $$$"""
            {"_id":{"$oid":"{{{Order}}}"},"owner":{"$oid":"{{{Line}}}"},"createdAt":{"$date":"{{{Made}}}"},"updatedAt":{"$date":{"$numberLong":"1689409800250"}},"n":{"$numberLong":"7"},"list":[{"$numberInt":"1"}]}
            """);
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        var order = (await client.Db.Model("orders").Object(Order).Get()).ValueOrThrow()!;
        var expected = Unread($$"""{"_id":"{{Order}}","owner":"{{Line}}","createdAt":"{{Made}}","updatedAt":"{{Made}}","n":7,"list":[1]}""");
        Assert.That(JToken.DeepEquals(order, expected), Is.True, $"{order}");
    }

    [Test]
    public async Task AnswerOfTheSdk_IsUnwrapped()
    {
        Assert.That(
            await ImportAsync("orders", $$"""{"info":{"count":2},"data":[{{Exported}},{"number":8}]}"""), Is.EqualTo("orders: 2 objects brought in."));
    }

    [Test]
    public async Task ObjectWithADataField_IsAnObject()
    {
        await ImportAsync("orders", """{"number":1,"data":[1,2]}""");
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        Assert.That((await client.Db.Model("orders").Filter("number == 1").GetSingle()).ValueOrThrow()!["data"]!.Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task FieldsThatNothingDeclares_AreKept()
    {
        var definition = Path.Combine(_folder.Path, "altogic.json");
        await File.WriteAllTextAsync(definition, """{"models":{"orders":{"fields":{"number":{"type":"integer"}}}}}""");
        await ImportAsync("orders", $"[{Exported}]", definition);
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder, App = AppDefinition.Load(definition) });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        Assert.That(JToken.DeepEquals((await client.Db.Model("orders").Object(Order).Get()).ValueOrThrow()!, Unread(Exported)), Is.True);
    }

    [TestCase("todso", "--model todso", "schemaLess")]
    [TestCase("orders.lines", "--model orders.lines", "import these")]
    public async Task Model_ThatCannotBeImported_IsNamed(string model, params string[] parts)
    {
        var definition = Path.Combine(_folder.Path, "altogic.json");
        await File.WriteAllTextAsync(definition, """{"models":{"orders":{"fields":{"lines":{"type":"objectList","fields":{"product":{"type":"text"}}}}}}}""");
        var error = (await Assert.ThrowsAsync<BackendStartException>(() => ImportAsync(model, "[]", definition)))!;
        foreach (var part in parts) Assert.That(error.Message, Does.Contain(part));
    }

    [TestCase("[{\"a\":1},", "JSON in UTF-8", "first 0 objects")]
    [TestCase("[{\"a\":1},2]", "object 2: ")]
    [TestCase("{\"a\":\"\\ud800\"}", "surrogate")]
    [TestCase("_id,title", "JSON in UTF-8")]
    [TestCase("{\"_id\":\"42\"}", "object 1: _id \"42\" is no id", "never replaces")]
    [TestCase("{\"lines\":[{\"_id\":\"7\"}]}", "object 1: _id \"7\" is no id")]
    [TestCase("{\"_id\":43}", "object 1: _id 43 is no id")]
    [TestCase("{\"_id\":\"64b1f1d0a9d3e45f60718301\",\"updatedAt\":\"09.02.2022\"}", "object 1 (_id 64b1f1d0a9d3e45f60718301): updatedAt \"09.02.2022\" is no date")]
    public async Task Mistakes_NameTheObject_AndStoreNothingOfTheirPart(string content, params string[] parts)
    {
        var error = (await Assert.ThrowsAsync<BackendStartException>(() => ImportAsync("orders", content)))!;
        foreach (var part in parts.Append("objects.json").Append("--model orders").Append("import it again"))
            Assert.That(error.Message, Does.Contain(part));
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        Assert.That((await client.Db.Model("orders").Get()).ValueOrThrow(), Is.Empty);
    }

    [Test]
    public async Task Folder_InUse_IsRefused()
    {
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = DataFolder });
        Assert.That(() => ImportAsync("orders", "[]"), Throws.InstanceOf<BackendStartException>());
    }

    [Test]
    public void File_ThatIsNotThere_IsNamed() => Assert.That(
        () => DataImport.RunAsync(new ImportCommand("orders", "nowhere.json", DataFolder, null)),
        Throws.TypeOf<BackendStartException>().With.Message.Contains("nowhere.json"));

    // dates stay text, as the client has them
    private static JObject Unread(string json) =>
        Newtonsoft.Json.JsonConvert.DeserializeObject<JObject>(json, new Newtonsoft.Json.JsonSerializerSettings { DateParseHandling = Newtonsoft.Json.DateParseHandling.None })!;

    private string DataFolder => Path.Combine(_folder.Path, "data");

    private async Task<string> ImportAsync(string model, string content, string? definition = null)
    {
        var file = Path.Combine(_folder.Path, "objects.json");
        await File.WriteAllTextAsync(file, content);
        return await DataImport.RunAsync(new ImportCommand(model, file, DataFolder, definition));
    }
}
