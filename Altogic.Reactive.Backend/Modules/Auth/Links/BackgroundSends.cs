using System.Threading.Channels;

namespace Altogic.Reactive.Backend.Modules.Auth.Links;

/// <summary>
/// Hands messages over while the caller has its answer already. A mail server takes long enough for anybody to see whether
/// there was a mail to send; waiting for it would tell known accounts from unknown ones. Failures are log entries.
/// </summary>
internal sealed class BackgroundSends : IAsyncDisposable
{
    private const int MostWaiting = 1000;
    private const int AtOnce = 4;
    private readonly Channel<Func<CancellationToken, Task>> _waiting = Channel.CreateBounded<Func<CancellationToken, Task>>(MostWaiting);
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Task[] _sending;
    private readonly ILogger _logger;

    public BackgroundSends(ILogger logger)
    {
        _logger = logger;
        _sending = [.. Enumerable.Range(0, AtOnce).Select(_ => SendAsync())];
    }

    public void Add(Func<CancellationToken, Task> send)
    {
        if (!_waiting.Writer.TryWrite(send)) AuthLog.MessageNotSent(_logger, "Too many messages are waiting.");
    }

    /// <summary>Takes no more; the task completes when everything that waits has been sent.</summary>
    public Task DrainAsync()
    {
        _waiting.Writer.TryComplete();
        return Task.WhenAll(_sending);
    }

    /// <summary>Gives up what has not been sent by now.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _giveUp.CancelAsync();
        await Task.WhenAll(_sending);
        if (_waiting.Reader.Count is > 0 and var left) AuthLog.MessagesGivenUp(_logger, left);
        _giveUp.Dispose();
    }

    private async Task SendAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            if (_giveUp.IsCancellationRequested) return;
            if (!_waiting.Reader.TryRead(out var send)) continue;
            try
            {
                await send(_giveUp.Token);
            }
#pragma warning disable CA1031 // nobody is waiting for the outcome; the next message must go out
            catch (Exception e)
#pragma warning restore CA1031
            {
                AuthLog.MessageNotSent(_logger, e is ApiException ? e.Message : e.GetType().Name);
            }
        }
    }
}
