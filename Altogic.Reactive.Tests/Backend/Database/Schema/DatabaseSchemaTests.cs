using System.Text.Json;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Schema;

/// <summary>A data folder that is opened with other models than before.</summary>
internal sealed class DatabaseSchemaTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Indexes_FollowTheModels()
    {
        Assert.That(await IndexesAsync(Text with { Indexed = true }), Is.EqualTo(new[] { "i_things.a" }));
        Assert.That(await IndexesAsync(Text with { Unique = true }), Is.EqualTo(new[] { "u_things.a" }));
        Assert.That(await IndexesAsync(Text), Is.Empty);
    }

    [Test]
    public async Task Indexes_OfEmbeddedObjects_ReachTheirFields()
    {
        var nested = new FieldDefinition { Type = FieldType.Object, Fields = new Dictionary<string, FieldDefinition> { ["x"] = Text with { Indexed = true } } };

        Assert.That(await IndexesAsync(nested), Is.EqualTo(new[] { "i_things.a.x" }));
    }

    [Test]
    public async Task Unique_OverStoredDuplicates_IsAStartError()
    {
        await WithAsync(Text, database => CreateAsync(database, """{"a":"same"}""", """{"a":"same"}"""));

        Assert.That(
            async () => await WithAsync(Text with { Unique = true }, _ => Task.CompletedTask),
            Throws.TypeOf<BackendStartException>().With.Message.Contains("'a'").And.Message.Contains("'things'"));
        await WithAsync(Text, _ => Task.CompletedTask);
    }

    [Test]
    public async Task EmbeddedUnique_OverStoredObjects_IsFilledOrRefused()
    {
        var plain = List(Text);
        var unique = List(Text with { Unique = true });
        await WithAsync(plain, database => CreateAsync(database, """{"a":[{"x":"1"}]}"""));

        await WithAsync(unique, async database =>
            Assert.That(await CodeAsync(database, """{"a":[{"x":"1"}]}"""), Is.EqualTo("not_unique")));
        await WithAsync(plain, database => CreateAsync(database, """{"a":[{"x":"1"}]}"""));
        Assert.That(async () => await WithAsync(unique, _ => Task.CompletedTask), Throws.TypeOf<BackendStartException>().With.Message.Contains("things.a.x"));

        static FieldDefinition List(FieldDefinition field) => new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["x"] = field } };
    }

    [Test]
    public async Task SearchIndex_IsBuiltOverStoredObjects_AndKeptCurrent()
    {
        await WithAsync(Text, database => CreateAsync(database, """{"a":"A quick brown fox"}"""));

        await WithAsync(Text with { Searchable = true }, async database =>
        {
            Assert.That(Search(database, "foxes"), Is.EqualTo(1), "stemmed");
            await CreateAsync(database, """{"a":"Crème brûlée"}""");
            Assert.That(Search(database, "creme"), Is.EqualTo(1), "folded");
            var id = IdOf(database);
            await database.Module.Updater.UpdateAsync(database.Module.Models.Resolve("things"), id, JsonElement.Parse("""{"a":"nothing left"}"""), default, default);
            Assert.That(Search(database, "fox"), Is.Zero);
            await database.Module.Deleter.DeleteAsync(database.Module.Models.Resolve("things"), id, default, default);
            Assert.That(Search(database, "nothing"), Is.Zero);
        });
        await WithAsync(Text, database =>
        {
            Assert.That(database.Store.Read(session => session.Scalar("SELECT count(*) FROM sqlite_master WHERE name GLOB 'f_*'")), Is.EqualTo(0L));
            return Task.CompletedTask;
        });
    }

    [Test]
    public async Task SchemaLessModels_AreThereAfterARestart()
    {
        await using (var first = await TestDatabase.OpenAsync(folder: _folder.Path))
            await first.Module.Creator.CreateOneAsync(first.Module.Models.Resolve("CamelCase"), JsonElement.Parse("{}"), default, default);

        await using var second = await TestDatabase.OpenAsync(folder: _folder.Path);

        Assert.That(second.Module.Models.Resolve("camelcase"), Has.Property("IsStored").True.And.Property("Name").EqualTo("CamelCase"));
    }

    private static FieldDefinition Text => new() { Type = FieldType.Text };

    private async Task WithAsync(FieldDefinition field, Func<TestDatabase, Task> use)
    {
        var app = new AppDefinition
        {
            Models = new Dictionary<string, ModelDefinition> { ["things"] = new() { Fields = new Dictionary<string, FieldDefinition> { ["a"] = field } } },
        };
        await using var database = await TestDatabase.OpenAsync(app, _folder.Path);
        await use(database);
    }

    private async Task<string[]> IndexesAsync(FieldDefinition field)
    {
        string[] names = [];
        await WithAsync(field, database =>
        {
            names = database.Store.Read(session =>
            {
                using var rows = session.Prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND name GLOB '[iu]_things*'");
                var found = new List<string>();
                while (rows.Step()) found.Add(rows.Text(0));
                return found.ToArray();
            });
            return Task.CompletedTask;
        });
        return names;
    }

    private static async Task CreateAsync(TestDatabase database, params string[] values)
    {
        foreach (var value in values) await database.Module.Creator.CreateOneAsync(database.Module.Models.Resolve("things"), JsonElement.Parse(value), default, default);
    }

    private static async Task<string?> CodeAsync(TestDatabase database, string values)
    {
        try
        {
            await CreateAsync(database, values);
            return null;
        }
        catch (Altogic.Reactive.Backend.Modules.ApiException e)
        {
            return e.Items[0].Code;
        }
    }

    private static long Search(TestDatabase database, string words) => database.Store.Read(
        session => (long)session.Scalar("""SELECT count(*) FROM "f_things$" WHERE "f_things$" MATCH $1""", words)!);

    private static string IdOf(TestDatabase database) => database.Store.Read(session => (string)session.Scalar("SELECT id FROM d_things ORDER BY seq LIMIT 1")!);
}
