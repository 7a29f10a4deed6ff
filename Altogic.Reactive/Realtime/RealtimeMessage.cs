using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.SocketIO;
using Altogic.Reactive.Internal.SocketIO.Codec;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>
/// A message as it came: parsed when you ask, and only then. Immutable, may be kept as long as you like, may be read from any thread.
/// </summary>
public sealed class RealtimeMessage
{
    private readonly ReceiveSlab _slab;
    private readonly int _offset;
    private readonly int _length;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _attachments;
    private readonly JsonFormat _format;

    internal RealtimeMessage(string name, in SocketEventData data, JsonFormat format)
    {
        Event = name;
        _slab = data.Slab;
        _offset = data.Offset + data.Arguments.Start;
        _length = data.Arguments.Length;
        _attachments = data.Attachments;
        _format = format;
    }

    /// <summary>The name of the event, as its sender gave it.</summary>
    public string Event { get; }

    /// <summary>The channel it was sent to; null for a broadcast. Read from the payload at each call.</summary>
    public string? Channel
    {
        get
        {
            var arguments = Arguments.Span;
            var channel = JsonScan.TryFindMember(arguments, "channel"u8, out var slice) ? JsonScan.ReadText(slice.Of(arguments)) : null;
            GC.KeepAlive(_slab);
            return channel;
        }
    }

    /// <summary>
    /// What was sent. Parsed anew at each call, so that nobody else has the token you get; bytes are tokens of type
    /// <see cref="JTokenType.Bytes"/>.
    /// </summary>
    /// <exception cref="JsonException">It is not JSON; <see cref="As{T}"/> gives a failed result instead.</exception>
    public JToken Message => Read<JToken>() ?? JValue.CreateNull();

    private ReadOnlyMemory<byte> Arguments => _slab.Bytes.AsMemory(_offset, _length);

    /// <summary>
    /// What was sent, read as your type: a failure with <see cref="ErrorCodes.InvalidResponse"/> when it does not fit, and with
    /// <see cref="ErrorCodes.EmptyResponse"/> when it is null and the type is neither a <see cref="JToken"/> nor a nullable value.
    /// </summary>
    /// <typeparam name="T">For example a class with the fields of the message; <c>byte[]</c> for binary messages.</typeparam>
    public Result<T> As<T>()
    {
        try
        {
            var value = Read<T>();
            if (value is not null || Nullable.GetUnderlyingType(typeof(T)) is not null) return new Result<T>(value!);
            return typeof(T).IsAssignableFrom(typeof(JValue)) && typeof(JToken).IsAssignableFrom(typeof(T))
                ? new Result<T>((T)(object)JValue.CreateNull())
                : throw new EmptyAnswerException();
        }
        catch (Exception exception) when (FailureMap.TryMap(exception) is not null)
        {
            return new Result<T>(FailureMap.TryMap(exception)!);
        }
    }

    /// <summary>The event and its channel, never what was sent.</summary>
    public override string ToString() => Channel is { } channel ? $"{Event} in {channel}" : Event;

    /// <summary>The JSON of all arguments, for the streams that are made from events.</summary>
    internal JArray ReadArguments()
    {
        var all = new byte[_length + 2];
        all[0] = (byte)'[';
        Arguments.Span.CopyTo(all.AsSpan(1));
        all[_length + 1] = (byte)']';
        GC.KeepAlive(_slab);
        return _format.Read<JArray>(all) ?? [];
    }

    internal T? Read<T>()
    {
        try
        {
            var arguments = Arguments;
            if (_attachments.Count == 0 && TryFindMessage(arguments.Span, out var slice)) return _format.Read<T>(slice.Of(arguments));
            return ReadSlowly<T>();
        }
        finally
        {
            // the bytes are given to somebody else when nobody refers to the slab any more
            GC.KeepAlive(_slab);
        }
    }

    private static bool TryFindMessage(ReadOnlySpan<byte> arguments, out JsonSlice slice)
    {
        if (JsonScan.TryFindMember(arguments, "message"u8, out slice)) return true;
        var at = 0;
        JsonScan.SkipWhiteSpace(arguments, ref at);
        var start = at;
        if (!JsonScan.TrySkipValue(arguments, ref at)) return false;
        slice = new JsonSlice(start, at - start);
        return true;
    }

    /// <summary>Messages with attachments, and what the scanner gives up on: deep nesting, nothing at all, no JSON.</summary>
    private T? ReadSlowly<T>()
    {
        var arguments = ReadArguments();
        if (arguments.Count == 0) return default;
        var message = arguments[0] is JObject json && json.TryGetValue("message", StringComparison.Ordinal, out var inside)
            ? inside
            : arguments[0];
        return _format.Convert<T>(Placeholders.Fill(message, _attachments));
    }
}
