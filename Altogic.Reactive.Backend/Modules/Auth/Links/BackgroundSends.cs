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
    private readonly Channel<Func<Task>> _waiting = Channel.CreateBounded<Func<Task>>(MostWaiting);
    private readonly Task[] _sending;
    private readonly ILogger _logger;

    public BackgroundSends(ILogger logger)
    {
        _logger = logger;
        _sending = [.. Enumerable.Range(0, AtOnce).Select(_ => SendAsync())];
    }

    public void Add(Func<Task> send)
    {
        if (!_waiting.Writer.TryWrite(send)) AuthLog.MessageNotSent(_logger, "Too many messages are waiting.");
    }

    /// <summary>Sends what is waiting, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_sending);
    }

    private async Task SendAsync()
    {
        await foreach (var send in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                await send();
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
