using System.Reactive;
using System.Reactive.Concurrency;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Tracking;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Queues;

/// <summary>Submits messages to the app's queues and follows what becomes of them. Thread-safe.</summary>
public sealed class QueueManager
{
    private static readonly Operation Submit = new("queue.submitMessage", IsSafeToRepeat: false);
    private static readonly Operation GetStatus = new("queue.getMessageStatus", IsSafeToRepeat: true);
    private readonly ClientContext _context;
    private readonly Func<string, IObservable<Unit>>? _hints;

    /// <param name="context">What the managers share.</param>
    /// <param name="hints">Says for a message id when its status may have changed; null when nothing does.</param>
    internal QueueManager(ClientContext context, Func<string, IObservable<Unit>>? hints = null) => (_context, _hints) = (context, hints);

    /// <summary>Submits a message; the queue's service works on it later. Cold.</summary>
    /// <param name="queueNameOrId">The queue.</param>
    /// <param name="message">An object that can be written as JSON; it is copied.</param>
    /// <param name="delay">How long the first attempt waits, on the server's clock. The default is null: not at all.</param>
    /// <returns>One result with the status, usually <see cref="RunStatus.Pending"/>.</returns>
    /// <exception cref="ArgumentException">The name is blank, the message is no object, or the delay is negative.</exception>
    public IObservable<Result<MessageInfo>> SubmitMessage(string queueNameOrId, object message, TimeSpan? delay = null)
    {
        if (delay < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(delay), delay, "It must not be negative.");
        var body = new SubmitMessageRequest(Arguments.Text(queueNameOrId, nameof(queueNameOrId)), Copy(message), Seconds(delay));
        return _context.Executor.Execute<MessageInfo>(Submit, cancellation => _context.Rest.Queue.SubmitMessage(body, cancellation));
    }

    /// <summary>Asks for the status of a message. Cold.</summary>
    /// <param name="messageId">The id that <see cref="SubmitMessage"/> gave.</param>
    /// <returns>One result; null when the server does not know the message, or no longer.</returns>
    /// <exception cref="ArgumentException">The id is blank.</exception>
    public IObservable<Result<MessageInfo?>> GetMessageStatus(string messageId)
    {
        Arguments.Text(messageId, nameof(messageId));
        return _context.Executor.ExecuteOrNull<MessageInfo>(GetStatus, cancellation => _context.Rest.Queue.GetMessageStatus(messageId, cancellation));
    }

    /// <summary>
    /// Follows a message to its end. Cold. Asks again and again, less often while nothing happens, and ends with the final status. A failure
    /// that may pass by itself is asked again; any other one, and a message that the server does not know
    /// (<see cref="ErrorCodes.StatusNotFound"/>), is the last result.
    /// </summary>
    /// <param name="messageId">The id that <see cref="SubmitMessage"/> gave.</param>
    /// <param name="options">How often to ask. The default is <see cref="TrackOptions.Default"/>.</param>
    /// <param name="scheduler">The clock. The default is that of the client.</param>
    /// <returns>Each status that differs from the one before, the last one final.</returns>
    /// <exception cref="ArgumentException">The id is blank, or an option cannot work.</exception>
    public IObservable<Result<MessageInfo>> Track(string messageId, TrackOptions? options = null, IScheduler? scheduler = null)
    {
        Arguments.Text(messageId, nameof(messageId));
        return StatusTracker.Track(
            () => GetMessageStatus(messageId), Arguments.Options(options), _hints?.Invoke(messageId), scheduler ?? _context.Scheduler);
    }

    private JObject Copy(object message)
    {
        if (message is null) throw new ArgumentNullException(nameof(message));
        try
        {
            return JObject.FromObject(message, _context.Json.Serializer);
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException)
        {
            throw new ArgumentException("A message must be an object that can be written as JSON.", nameof(message), refused);
        }
    }

    private static JValue? Seconds(TimeSpan? delay) => delay switch
    {
        null => null,
        { } time when time.Ticks % TimeSpan.TicksPerSecond == 0 => new JValue(time.Ticks / TimeSpan.TicksPerSecond),
        { } time => new JValue(time.TotalSeconds),
    };
}
