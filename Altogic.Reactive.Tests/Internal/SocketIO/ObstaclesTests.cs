using System.Net.Sockets;
using System.Net.WebSockets;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.SocketIO;

namespace Altogic.Reactive.Tests.Internal.SocketIO;

public sealed class ObstaclesTests
{
    private static readonly SocketException Refused = new((int)SocketError.ConnectionRefused);

    private static readonly object[] Cases =
    [
        new object[] { CloseCause.Failed(Refused), Obstacle.NobodyListens },
        new object[] { CloseCause.Failed(new WebSocketException("no", new HttpRequestException("no", Refused))), Obstacle.NobodyListens },
        new object[] { CloseCause.Failed(new HttpRequestException("no", Refused)), Obstacle.NobodyListens },
        new object[] { CloseCause.Failed(new SocketException((int)SocketError.HostUnreachable)), Obstacle.Broken },
        new object[] { CloseCause.Failed(new SocketException((int)SocketError.HostNotFound)), Obstacle.Broken },
        new object[] { CloseCause.Failed(new IOException("reset")), Obstacle.Broken },
        new object[] { CloseCause.Failed(new TransportRefusedException(503)), Obstacle.Busy },
        new object[] { CloseCause.Failed(new WebSocketException(WebSocketError.NotAWebSocket)), Obstacle.Busy },
        new object[] { CloseCause.OpenTimeout, Obstacle.Busy },
        new object[] { CloseCause.PingTimeout, Obstacle.Broken },
        new object[] { CloseCause.ClosedByServer, Obstacle.Broken },
        new object[] { CloseCause.ParseError("x"), Obstacle.Broken },
    ];

    [TestCaseSource(nameof(Cases))]
    public void Of_TellsWhatAnAttemptHasMet(object cause, object obstacle) =>
        Assert.That(Obstacles.Of((CloseCause)cause), Is.EqualTo((Obstacle)obstacle));
}
