using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Altogic.Reactive.Tests.Backend.Messages;

/// <summary>As much of an SMTP server as a mail needs.</summary>
internal sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public FakeSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>A command and what is answered to it instead of consent.</summary>
    public (string Command, string Answer)? Refusal { get; init; }

    /// <summary>Whether the server takes connections and says nothing.</summary>
    public bool IsSilent { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        if (!IsSilent) await writer.WriteLineAsync("220 fake");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (IsSilent) continue;
            if (Refusal is { } refusal && line.StartsWith(refusal.Command, StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync(refusal.Answer);
                continue;
            }

            if (line == "QUIT") break;
            await writer.WriteLineAsync(line == "DATA" ? "354 go on" : "250 fake");
            if (line == "DATA") await ReadMailAsync(reader, writer);
        }
    }

    private async Task ReadMailAsync(StreamReader reader, StreamWriter writer)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line and not ".") mail.Append(line).Append("\r\n");
        Mails.Enqueue(mail.ToString());
        await writer.WriteLineAsync("250 kept");
    }
}
