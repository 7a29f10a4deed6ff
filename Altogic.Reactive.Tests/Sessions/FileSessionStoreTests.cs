using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Sessions;

public sealed class FileSessionStoreTests
{
    private static readonly Session Session = new(Parse(
        """{"userId":"u1","token":"token-1","creationDtm":"2023-09-01T10:45:00.004Z","accessGroupKeys":["a"],"custom":{"at":"2023-09-01T10:45:00.004Z"}}"""));

    private static readonly User User = new(Parse("""{"_id":"u1","name":"İpek","nick":"x","since":"2023-09-01"}"""));

    private TemporaryFolder _folder = null!;

    private string File => Path.Combine(_folder.Path, "app", "deep", "session.json");

    // JObject.Parse would turn texts that look like dates into dates
    private static JObject Parse(string json) => JsonConvert.DeserializeObject<JObject>(
        json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Load_WithoutAFile_IsNothing() => Assert.That(new FileSessionStore(File).Load(), Is.Null);

    [Test]
    public void Save_ThenLoad_KeepsEveryMember()
    {
        new FileSessionStore(File).Save(new StoredSession(Session, User));

        var loaded = new FileSessionStore(File).Load();

        Assert.That(loaded, Is.EqualTo(new StoredSession(Session, User)));
        Assert.That((string?)loaded!.Session!["custom"]!["at"], Is.EqualTo("2023-09-01T10:45:00.004Z"));
        Assert.That((string?)loaded.User!["since"], Is.EqualTo("2023-09-01"));
    }

    [Test]
    public void Save_OfAUserAsDeepAsAnswersMayBe_IsReadAgain()
    {
        var deep = new JObject();
        for (var depth = 0; depth < 100; depth++) deep = new JObject { ["in"] = deep };
        var user = new User(new JObject { ["_id"] = "u1", ["deep"] = deep });
        new FileSessionStore(File).Save(new StoredSession(Session, user));

        Assert.That(new FileSessionStore(File).Load()?.User, Is.EqualTo(user));
    }

    [Test]
    [NonParallelizable]
    public void Save_KnowsNothingOfTheSettingsForAllJsonOfTheApp()
    {
        var before = JsonConvert.DefaultSettings;
        try
        {
            JsonConvert.DefaultSettings = () => new JsonSerializerSettings { Formatting = Formatting.Indented };
            new FileSessionStore(File).Save(new StoredSession(Session, User));
        }
        finally
        {
            JsonConvert.DefaultSettings = before;
        }

        Assert.That(System.IO.File.ReadAllText(File), Does.Not.Contain("\n"));
    }

    [Test]
    public void Save_OfASessionOnly_LoadsASessionOnly()
    {
        var store = new FileSessionStore(File);
        store.Save(new StoredSession(Session, null));

        Assert.That(store.Load(), Is.EqualTo(new StoredSession(Session, null)));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Save_MakesFileAndFoldersForTheOwnerOnly()
    {
        var store = new FileSessionStore(File);
        store.Save(new StoredSession(Session, User));
        store.Save(new StoredSession(Session, null));

        const UnixFileMode folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.That(System.IO.File.GetUnixFileMode(File), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(System.IO.File.GetUnixFileMode(Path.GetDirectoryName(File)!), Is.EqualTo(folder));
        Assert.That(System.IO.File.GetUnixFileMode(Path.Combine(_folder.Path, "app")), Is.EqualTo(folder));
    }

    [Test]
    public void Save_OverAnOlderFile_LeavesOnlyTheNewOne()
    {
        var store = new FileSessionStore(File);
        store.Save(new StoredSession(Session, User));
        store.Save(new StoredSession(new Session { Token = "token-2" }, null));

        Assert.That(store.Load()!.Session!.Token, Is.EqualTo("token-2"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(File)!), Is.EqualTo(new[] { File }));
    }

    [Test]
    public void Save_WhereNothingCanBeWritten_ThrowsAndLeavesNothingBehind()
    {
        Directory.CreateDirectory(File);

        Assert.That(() => new FileSessionStore(File).Save(new StoredSession(Session, null)), Throws.InstanceOf<SystemException>());
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(File)!), Is.Empty);
    }

    [Test]
    public void Clear_RemovesTheFile_AndDoesNotMindItsAbsence()
    {
        var store = new FileSessionStore(File);
        store.Clear();
        store.Save(new StoredSession(Session, User));
        store.Clear();
        store.Clear();

        Assert.That(System.IO.File.Exists(File), Is.False);
        Assert.That(store.Load(), Is.Null);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{\"session\":{\"token\":\"t\"")]
    [TestCase("[]")]
    [TestCase("{\"session\":{}}")]
    [TestCase("{\"session\":{\"token\":\"a\\nb\"}}")]
    [TestCase("{\"protected\":\"not base64!\"}")]
    [TestCase("{\"protected\":\"AAAA\"}")]
    [TestCase("{} trailing")]
    [TestCase("\u0000\u0001garbage")]
    public void Load_OfADamagedFile_SaysSo(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        Assert.That(() => new FileSessionStore(File).Load(), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("session file"));
    }

    [Test]
    public void AClient_WithADamagedFile_StartsSignedOut_AndSaysSoInTheLog()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "{\"session\":");
        using var log = new LogRecorder();

        using var client = new AltogicClient(
            "http://stub.test", "key", new AltogicClientOptions { SessionStore = new FileSessionStore(File), LoggerFactory = log });

        Assert.That(log.Entries.Single(entry => entry.Id == 1200).Exception, Is.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void TwoWriters_AndAReader_NeverSeeHalfAFile()
    {
        var stores = Enumerable.Range(0, 2).Select(_ => new FileSessionStore(File)).ToArray();
        stores[0].Save(new StoredSession(Session, User));

        Parallel.For(0, 3, role =>
        {
            for (var round = 0; round < 100; round++)
            {
                if (role < 2) stores[role].Save(new StoredSession(new Session { Token = $"token-{role}-{round}", UserId = new string('x', round * 50) }, User));
                else Assert.That(new FileSessionStore(File).Load()!.User, Is.EqualTo(User));
            }
        });

        Assert.That(stores[0].Load()!.Session!.Token, Does.EndWith("-99"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(File)!), Is.EqualTo(new[] { File }));
    }

    [Test]
    public void Path_IsAbsolute_AndMayNotBeMissing()
    {
        Assert.That(new FileSessionStore("session.json").Path, Is.EqualTo(Path.GetFullPath("session.json")));
        Assert.That(() => new FileSessionStore(" "), Throws.ArgumentException);
    }
}
