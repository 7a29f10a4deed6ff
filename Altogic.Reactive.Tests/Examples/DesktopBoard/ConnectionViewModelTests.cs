using System.Reactive.Subjects;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

public sealed class ConnectionViewModelTests
{
    private static readonly ConnectionState Connected = new ConnectionState.Connected("s", IsRecovered: false);
    private static readonly ConnectionState Lost = new ConnectionState.Connecting(1, DesktopFixture.Failure, null);
    private TestScheduler _time = null!;
    private BehaviorSubject<ConnectionState> _changes = null!;
    private ConnectionViewModel _model = null!;

    [SetUp]
    public void Start()
    {
        _time = new TestScheduler();
        _changes = new BehaviorSubject<ConnectionState>(new ConnectionState.Disconnected(null));
        _model = new ConnectionViewModel(_changes, _time);
    }

    [TearDown]
    public void Dispose()
    {
        _model.Dispose();
        _changes.Dispose();
    }

    [Test]
    public void FirstConnection_ShowsNoBanner()
    {
        Become(new ConnectionState.Connecting(1, null, null), TimeSpan.FromMinutes(1));
        Assert.That(_model.Banner.Value, Is.Empty);
        Become(Connected, TimeSpan.FromMinutes(1));
        Assert.That(_model.Banner.Value, Is.Empty);
    }

    [Test]
    public void Loss_IsShownAfterASecond_AndGoneWithTheConnection()
    {
        Become(Connected, TimeSpan.FromSeconds(1));
        Become(Lost, ConnectionViewModel.Grace - TimeSpan.FromTicks(1));
        Assert.That(_model.Banner.Value, Is.Empty);
        Become(new ConnectionState.Connecting(2, DesktopFixture.Failure, DateTimeOffset.UnixEpoch), TimeSpan.FromMilliseconds(50));
        Assert.That(_model.Banner.Value, Does.StartWith("Offline"), "another attempt does not begin the second anew");
        Become(Connected, TimeSpan.FromMilliseconds(50));
        Assert.That(_model.Banner.Value, Is.Empty);
    }

    [Test]
    public void ShortLoss_IsNotShown()
    {
        Become(Connected, TimeSpan.FromSeconds(1));
        Become(Lost, TimeSpan.FromMilliseconds(900));
        Become(Connected, TimeSpan.FromSeconds(10));
        Assert.That(_model.Banner.Value, Is.Empty);
    }

    [Test]
    public void Refusal_SaysWhy()
    {
        Become(new ConnectionState.Disconnected(DesktopFixture.Failure), TimeSpan.FromSeconds(2));
        Assert.That(_model.Banner.Value, Does.Contain("Nobody there."));
    }

    private void Become(ConnectionState state, TimeSpan time)
    {
        _changes.OnNext(state);
        _time.AdvanceBy(time);
    }
}
