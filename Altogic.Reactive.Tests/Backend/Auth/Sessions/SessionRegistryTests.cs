using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth.Sessions;

internal sealed class SessionRegistryTests
{
    private readonly HostSecrets _secrets = new(RandomNumberGenerator.GetBytes(32));
    private TemporaryFolder _folder = null!;
    private SqliteDatabase _database = null!;
    private ManualTime _time = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _folder = new TemporaryFolder();
        _time = new ManualTime();
        _database = SqliteDatabase.Open(Path.Combine(_folder.Path, "auth.db"));
        await WriteAsync(AuthSchema.Create);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Find_OpenedSession_WithAndWithoutTheCache()
    {
        var token = await OpenSessionAsync(Registry(), "ada", "editor");

        var found = Registry().Find(token)!;

        Assert.That((found.UserId, found.Token, found.CreatedAt), Is.EqualTo(("ada", token, _time.GetUtcNow())));
        Assert.That(found.AccessGroupKeys, Is.EqualTo(new[] { "editor" }));
        Assert.That(Registry().Find(token + "x"), Is.Null);
        Assert.That(Registry().Find(""), Is.Null);
        Assert.That(Registry().Find(SecretToken.New()), Is.Null);
    }

    [Test]
    public async Task Open_Undone_IsNeverFound()
    {
        var registry = Registry();
        var token = "";

        Assert.That(
            async () => await WriteAsync(db =>
            {
                token = registry.Open(db, User("ada"), "").Token;
                throw new InvalidOperationException("undo");
            }),
            Throws.InvalidOperationException);

        Assert.That(registry.Find(token), Is.Null);
    }

    [Test]
    public async Task Close_Undone_LeavesTheSession()
    {
        var registry = Registry();
        var token = await OpenSessionAsync(registry, "ada");

        Assert.That(
            async () => await WriteAsync(db =>
            {
                registry.CloseAll(db, "ada");
                throw new InvalidOperationException("undo");
            }),
            Throws.InvalidOperationException);

        Assert.That(registry.Find(token), Is.Not.Null);
    }

    [Test]
    public async Task Find_WhileTheSessionIsBeingClosed_IsNotTakenIntoTheCache()
    {
        var token = await OpenSessionAsync(Registry(), "ada");
        var cache = new SessionCache(10);
        var hash = TokenHash.Of(token);
        var row = _database.Read(db => SessionTable.Get(db, hash.ToArray()))!;

        // A reader has read the row; before it gets to remember it, the session is closed.
        var closings = cache.Closings;
        cache.Close([row.Hash]);
        var taken = cache.TryAddRead(hash, new LiveSession(new SessionInfo("ada", token, default, [], []), 0, 0), closings);

        Assert.That((taken, cache.Find(hash)), Is.EqualTo((false, (LiveSession?)null)));
    }

    [Test]
    public async Task Close_UnderManyReaders_HoldsFromTheMomentItReturns()
    {
        var registry = Registry();
        for (var round = 0; round < 30; round++)
        {
            var token = await OpenSessionAsync(Registry(), "ada");
            using var done = new CancellationTokenSource();
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (!done.IsCancellationRequested) registry.Find(token);
            })).ToArray();

            await WriteAsync(db => registry.Close(db, token));
            var afterwards = registry.Find(token);
            await done.CancelAsync();
            await Task.WhenAll(readers);

            Assert.That(afterwards, Is.Null);
            Assert.That(registry.Find(token), Is.Null);
        }
    }

    [Test]
    public async Task Cache_Full_ForgetsNobody()
    {
        var registry = new SessionRegistry(_database, _secrets, new AuthDefinition(), _time, cache: new SessionCache(10));
        var tokens = new List<string>();
        for (var i = 0; i < 50; i++) tokens.Add(await OpenSessionAsync(registry, "ada"));

        Assert.That(tokens.Select(token => registry.Find(token)?.Token), Is.EqualTo(tokens));
    }

    [Test]
    public async Task Cache_OfSessionsThatDoNotEnd_StaysWithinItsBounds()
    {
        var cache = new SessionCache(10);
        var registry = new SessionRegistry(_database, _secrets, new AuthDefinition(), _time, cache: cache);
        for (var i = 0; i < 50; i++)
        {
            var token = await OpenSessionAsync(registry, "ada");
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.That(registry.Find(token), Is.Not.Null);
        }

        Assert.That(cache.Entries.Count(), Is.LessThanOrEqualTo(10));
    }

    [Test]
    public async Task Cache_OfUsesNotWrittenDown_KeepsThemUntilTheyAre()
    {
        var cache = new SessionCache(10);
        var registry = new SessionRegistry(_database, _secrets, new AuthDefinition { SessionTtlSeconds = 3600 }, _time, cache: cache);
        for (var i = 0; i < 50; i++)
        {
            var token = await OpenSessionAsync(registry, "ada");
            _time.Advance(TimeSpan.FromSeconds(1));
            registry.Find(token);
        }

        Assert.That(cache.Entries.Count(), Is.EqualTo(50));
        await registry.SaveAsync();
        await OpenSessionAsync(registry, "ada");
        await OpenSessionAsync(registry, "ada");

        Assert.That(cache.Entries.Count(), Is.LessThanOrEqualTo(10));
    }

    [Test]
    public async Task Save_OfManySessions_WritesAndDropsAllOfThem()
    {
        var registry = Registry(new AuthDefinition { SessionTtlSeconds = 60 });
        var tokens = new List<string>();
        await WriteAsync(db =>
        {
            for (var i = 0; i < 2500; i++) tokens.Add(registry.Open(db, User("ada"), "").Token);
        });
        _time.Advance(TimeSpan.FromSeconds(30));
        foreach (var token in tokens) registry.Find(token);

        await registry.SaveAsync();
        var used = _database.Read(db => SessionTable.OfUser(db, "ada")).Select(row => row.LastUsedAt).Distinct();
        Assert.That(used, Is.EqualTo(new[] { _time.GetUtcNow().ToUnixTimeMilliseconds() }));

        _time.Advance(TimeSpan.FromMinutes(7));
        await registry.SaveAsync();
        Assert.That(_database.Read(db => SessionTable.OfUser(db, "ada")), Is.Empty);
    }

    [Test]
    public async Task Lifetime_CountsFromTheLastUse_AcrossARestart()
    {
        var settings = new AuthDefinition { SessionTtlSeconds = 3600 };
        var first = Registry(settings);
        var token = await OpenSessionAsync(first, "ada");
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.That(first.Find(token), Is.Not.Null);
        await first.SaveAsync();
        _time.Advance(TimeSpan.FromMinutes(50));

        var second = Registry(settings);
        Assert.That(second.Find(token), Is.Not.Null);
        _time.Advance(TimeSpan.FromMinutes(61));
        Assert.That(second.Find(token), Is.Null);
        Assert.That(Registry(settings).Find(token), Is.Null);
    }

    [Test]
    public async Task Save_DropsWhatEnded_AndKeepsWhatWasUsed()
    {
        var registry = Registry(new AuthDefinition { SessionTtlSeconds = 60 });
        var ended = await OpenSessionAsync(registry, "ada");
        var used = await OpenSessionAsync(registry, "ada");
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(59));
            Assert.That(registry.Find(used), Is.Not.Null);
        }

        await registry.SaveAsync();

        Assert.That(_database.Read(db => SessionTable.OfUser(db, "ada")).Select(row => TokenHash.From(row.Hash)), Is.EqualTo(new[] { TokenHash.Of(used) }));
        Assert.That(registry.Find(ended), Is.Null);
        Assert.That(registry.Find(used), Is.Not.Null);
    }

    [Test]
    public async Task OfUser_GivesTokensBack_OldestFirst()
    {
        var registry = Registry();
        var tokens = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            tokens.Add(await OpenSessionAsync(registry, "ada"));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await OpenSessionAsync(registry, "eve");

        Assert.That(registry.OfUser("ada").Select(session => session.Token), Is.EqualTo(tokens));
        Assert.That(new SessionRegistry(_database, new HostSecrets(new byte[32]), new AuthDefinition(), _time).OfUser("ada"), Is.Empty, "another host key");
    }

    private SessionRegistry Registry(AuthDefinition? settings = null) => new(_database, _secrets, settings ?? new AuthDefinition(), _time);

    private Task<string> OpenSessionAsync(SessionRegistry registry, string userId, params string[] groups) =>
        _database.WriteAsync(db => registry.Open(db, User(userId, groups), "").Token);

    private static JsonObject User(string id, params string[] groups) =>
        new() { ["_id"] = id, ["accessGroupKeys"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]) };

    private Task<bool> WriteAsync(Action<DbSession> work) => _database.WriteAsync(db =>
    {
        work(db);
        return true;
    });
}
