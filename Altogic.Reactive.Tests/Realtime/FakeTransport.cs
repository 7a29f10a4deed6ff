using System.Text;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>A transport without a network: the test is the server, and everything happens before a call returns.</summary>
internal sealed class FakeTransport : IEngineTransport
{
    private readonly TaskCompletionSource<CloseCause?> _end = new();
    private IPacketSink? _sink;

    public bool IsWebSocket => true;

    /// <summary>Text frames as written, binary ones in hexadecimal after a <c>#</c>.</summary>
    public List<string> Written { get; } = [];

    /// <summary>How often memory was tidied up.</summary>
    public int Trims { get; private set; }

    public bool IsDisposed { get; private set; }

    public bool IsClosedPolitely { get; private set; }

    /// <summary>What giving it up throws; null for nothing.</summary>
    public Exception? DisposeFailure { get; init; }

    /// <summary>What happens with each frame that is written; may answer at once, or throw.</summary>
    public Action<FakeTransport, string>? OnWritten { get; set; }

    /// <summary>Holds up writes until it is done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    public void Begin(EngineHandshake handshake)
    {
    }

    public void Trim() => Trims++;

    public Task<CloseCause?> ReadAsync(IPacketSink sink, CancellationToken cancellation)
    {
        _sink = sink;
        return _end.Task;
    }

    public async Task WriteAsync(FrameBatch batch, CancellationToken cancellation)
    {
        await Gate;
        for (var i = 0; i < batch.Count; i++)
        {
            var frame = batch.FrameAt(i, out var isBinary).ToArray();
            var text = isBinary ? "#" + Convert.ToHexStringLower(frame) : Encoding.UTF8.GetString(frame);
            Written.Add(text);
            OnWritten?.Invoke(this, text);
        }
    }

    public Task CloseAsync(CancellationToken cancellation)
    {
        IsClosedPolitely = true;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        IsDisposed = true;
        if (DisposeFailure is not null) throw DisposeFailure;
    }

    /// <summary>The server sends a text frame; returns whether the client still refers to its memory.</summary>
    public bool Send(string packet) => Send(Encoding.UTF8.GetBytes(packet));

    /// <summary>The same with bytes that may be no text.</summary>
    public bool Send(byte[] bytes)
    {
        var isKept = SendFirst(bytes);
        _sink!.Idle();
        return isKept;
    }

    /// <summary>The server sends a text frame, and more is there to be read.</summary>
    public bool SendFirst(string packet) => SendFirst(Encoding.UTF8.GetBytes(packet));

    /// <summary>The server sends a binary frame.</summary>
    public void SendBinary(byte[] bytes)
    {
        _sink!.Receive(EnginePacketCodec.ReadBinary(bytes), new ReceiveSlab(bytes));
        _sink.Idle();
    }

    /// <summary>The reader waits for more.</summary>
    public void Idle() => _sink!.Idle();

    /// <summary>The connection ends.</summary>
    public void End(CloseCause? cause = null) => Inline(() => _end.TrySetResult(cause ?? CloseCause.ClosedByServer));

    /// <summary>The connection breaks.</summary>
    public void Break(Exception exception) => Inline(() => _end.TrySetException(exception));

    /// <summary>Lets what awaits go on before this returns, which a synchronization context of the test runner would put off.</summary>
    public static void Inline(Action complete)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            complete();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private bool SendFirst(byte[] bytes)
    {
        Assert.That(EnginePacketCodec.TryReadText(bytes, out var read, out _), Is.True);
        return _sink!.Receive(read, new ReceiveSlab(bytes));
    }
}
