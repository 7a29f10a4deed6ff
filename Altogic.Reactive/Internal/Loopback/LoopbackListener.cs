using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Altogic.Reactive.Auth;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Loopback;

/// <summary>
/// Waits on 127.0.0.1 for the browser to come back from a provider (RFC 8252 §7.3). It stands on a bare socket because
/// <see cref="HttpListener"/> needs an administrator's reservation on Windows.
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private const string Path = "/sign-in";
    private const int LargestHead = 16 * 1024;
    private static readonly TimeSpan ConnectionLimit = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;
    private readonly IScheduler _scheduler;
    private readonly CompositeDisposable _connections = [];
    private volatile bool _stopped;
    private int _received;

    private LoopbackListener(IScheduler scheduler)
    {
        _scheduler = scheduler;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        // elsewhere two programs cannot share a port unless both ask for it
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) _listener.ExclusiveAddressUse = true;
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        RedirectUri = new Uri("http://127.0.0.1:" + port + Path);
    }

    /// <summary>Where the browser has to be sent back to.</summary>
    public Uri RedirectUri { get; }

    /// <summary>Listens on a port the system chooses.</summary>
    /// <exception cref="SocketException">The system refuses.</exception>
    public static LoopbackListener Start(IScheduler scheduler) => new(scheduler);

    /// <summary>
    /// Cold, at most once: the redirect that carries this state; then, or when nobody waits any more, the port closes.
    /// Everything else that connects is answered and forgotten.
    /// </summary>
    public IObservable<AuthRedirect> Redirect(string state) =>
        Observable.FromAsync(Accept)
            .Repeat()
            .TakeWhile(connection => connection is not null)
            .Select(connection => Observable.FromAsync(cancel => Serve(connection!, state, cancel))
                .Timeout(ConnectionLimit, Observable.Empty<AuthRedirect?>(), _scheduler))
            .Merge()
            .Where(redirect => redirect is not null)
            .Select(redirect => redirect!)
            .Take(1)
            .Finally(Dispose);

    public void Dispose()
    {
        _stopped = true;
        _listener.Stop();
        _connections.Dispose();
    }

    private async Task<TcpClient?> Accept()
    {
        while (true)
        {
            try
            {
                var connection = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                // kept, because whoever waited may be gone before this returns
                _connections.Add(connection);
                return connection;
            }
            // stopping fails the pending accept with a different exception on each platform
            catch (Exception) when (_stopped)
            {
                return null;
            }
            catch (SocketException gone) when (gone.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // that client hung up before it was accepted
            }
        }
    }

    private async Task<AuthRedirect?> Serve(TcpClient connection, string state, CancellationToken cancel)
    {
        // closing is the only way to interrupt a socket on netstandard2.0
        using var closing = cancel.Register(connection.Close);
        AuthRedirect? redirect = null;
        try
        {
            var stream = connection.GetStream();
            var (answer, received) = Judge(await ReadHead(stream, cancel).ConfigureAwait(false), state);
            redirect = received;
            await stream.WriteAsync(answer.AsMemory(), cancel).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or SocketException or InvalidOperationException or OperationCanceledException)
        {
            // the client went away; a redirect that was already read still counts
        }
        finally
        {
            _connections.Remove(connection);
        }

        return redirect;
    }

    private (byte[] Answer, AuthRedirect? Redirect) Judge(string? head, string state)
    {
        if (head is null) return (LoopbackAnswer.TooLarge, null);
        if (LoopbackRequest.Parse(head) is not { } request) return (LoopbackAnswer.BadRequest, null);
        if (!string.Equals(request.Path, Path, StringComparison.Ordinal)) return (LoopbackAnswer.NotFound, null);
        if (!string.Equals(request.Method, "GET", StringComparison.Ordinal)) return (LoopbackAnswer.MethodNotAllowed, null);
        var redirect = AuthRedirect.Parse(request.Target);
        if (!string.Equals(redirect.State, state, StringComparison.Ordinal)) return (LoopbackAnswer.OtherSignIn, null);
        if (Interlocked.Exchange(ref _received, 1) != 0) return (LoopbackAnswer.AlreadyUsed, null);
        return (redirect.IsSuccess ? LoopbackAnswer.SignedIn : LoopbackAnswer.NotSignedIn, redirect);
    }

    /// <summary>The request up to its empty line; what came when the client stopped sending; null when it is too long.</summary>
    private static async Task<string?> ReadHead(NetworkStream stream, CancellationToken cancel)
    {
        var buffer = new byte[LargestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            if (read == 0) return Encoding.ASCII.GetString(buffer, 0, length);
            var start = length;
            length += read;
            if (EndsHead(buffer, start, length)) return Encoding.ASCII.GetString(buffer, 0, length);
        }

        return null;
    }

    private static bool EndsHead(byte[] buffer, int start, int length)
    {
        for (var i = Math.Max(start, 1); i < length; i++)
            if (buffer[i] == '\n' && (buffer[i - 1] == '\n' || (i >= 2 && buffer[i - 1] == '\r' && buffer[i - 2] == '\n'))) return true;
        return false;
    }
}
