using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.DependencyInjection;

public sealed class AddAltogicTests
{
    [Test]
    public void AddAltogic_GivesOneClient_WhichTheContainerDisposes()
    {
        var provider = new ServiceCollection().AddAltogic("http://stub.test", "key").BuildServiceProvider();
        var client = provider.GetRequiredService<AltogicClient>();
        using (var scope = provider.CreateScope())
            Assert.That(scope.ServiceProvider.GetRequiredService<AltogicClient>(), Is.SameAs(client));

        provider.Dispose();

        Exception? seen = null;
        using var subscription = client.Db.GetStats().Subscribe(_ => { }, error => seen = error);
        Assert.That(seen, Is.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void AddAltogic_OptionsFromTheContainer_AndItsLog()
    {
        using var log = new LogRecorder();
        using var http = new StubHttp();
        http.On("GET", "/_api/rest/v1/db/stats").Reply("[]");
        using var provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(log)
            .AddSingleton(http)
            .AddAltogic("http://stub.test", "key", services => new AltogicClientOptions { HttpMessageHandler = services.GetRequiredService<StubHttp>() })
            .BuildServiceProvider();

        using var subscription = provider.GetRequiredService<AltogicClient>().Db.GetStats().Subscribe();

        Assert.That(http.Requests, Has.Count.EqualTo(1));
        Assert.That(log.Entries, Is.Not.Empty);
    }

    [Test]
    public void AddAltogic_WithAFactory_UsesIt()
    {
        using var client = new AltogicClient("http://stub.test", "key");
        using var provider = new ServiceCollection().AddAltogic(_ => client).BuildServiceProvider();

        Assert.That(provider.GetRequiredService<AltogicClient>(), Is.SameAs(client));
    }

    [Test]
    public void AddAltogic_BadArguments_ThrowAtOnce()
    {
        var services = new ServiceCollection();

        Assert.That(() => services.AddAltogic("stub.test", "key"), Throws.ArgumentException);
        Assert.That(() => services.AddAltogic("http://stub.test", " "), Throws.ArgumentException);
        Assert.That(() => services.AddAltogic("http://stub.test", "key", (Func<IServiceProvider, AltogicClientOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddAltogic(null!), Throws.ArgumentNullException);
        Assert.That(services, Is.Empty);
    }
}
