using System.Net.Sockets;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>A server that accepts every connection, unless it is told otherwise.</summary>
internal sealed class FakeDialer : IEngineDialer
{
    public const string Handshake = """0{"sid":"e1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""";

    public List<FakeTransport> Transports { get; } = [];

    public FakeTransport Last => Transports[^1];

    /// <summary>How often somebody has knocked.</summary>
    public int Dialled { get; private set; }

    /// <summary>Nobody listens.</summary>
    public bool IsDown
    {
        get => Failure is not null;
        set => Failure = value ? new SocketException((int)SocketError.ConnectionRefused) : null;
    }

    /// <summary>Why there is no connection to be had; null when there is.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Nothing is ever answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What CONNECT is answered with; null for nothing.</summary>
    public Func<int, string?> Answer { get; set; } = number => $$"""40{"sid":"socket-{{number}}"}""";

    /// <summary>What happens with each frame besides.</summary>
    public Action<FakeTransport, string>? OnWritten { get; set; }

    public Task<IEngineTransport> DialAsync(CancellationToken cancellation)
    {
        Dialled++;
        if (IsSilent) return new TaskCompletionSource<IEngineTransport>().Task.WaitAsync(cancellation);
        if (Failure is not null) return Task.FromException<IEngineTransport>(Failure);
        var transport = new ConnectingTransport(this);
        Transports.Add(transport.Inner);
        return Task.FromResult<IEngineTransport>(transport);
    }

    public void TookTooLong()
    {
    }

    public WebSocketTransport? CreateUpgrade(string sid) => null;

    /// <summary>Sends the open packet as soon as somebody reads.</summary>
    private sealed class ConnectingTransport : IEngineTransport
    {
        public ConnectingTransport(FakeDialer dialer) => Inner = new FakeTransport
        {
            OnWritten = (transport, text) =>
            {
                if (text.StartsWith("40", StringComparison.Ordinal) && dialer.Answer(dialer.Transports.Count) is { } answer) transport.Send(answer);
                dialer.OnWritten?.Invoke(transport, text);
            },
        };

        public FakeTransport Inner { get; }

        public bool IsWebSocket => true;

        public Task OpenAsync(CancellationToken cancellation) => Inner.OpenAsync(cancellation);

        public void Begin(EngineHandshake handshake)
        {
        }

        public void Trim() => Inner.Trim();

        public Task<CloseCause?> ReadAsync(IPacketSink sink, CancellationToken cancellation)
        {
            var reading = Inner.ReadAsync(sink, cancellation);
            Inner.Send(Handshake);
            return reading;
        }

        public Task WriteAsync(FrameBatch batch, CancellationToken cancellation) => Inner.WriteAsync(batch, cancellation);

        public Task CloseAsync(CancellationToken cancellation) => Inner.CloseAsync(cancellation);

        public void Dispose() => Inner.Dispose();
    }
}
