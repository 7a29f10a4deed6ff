using System.Net;
using System.Text;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>A polling server that answers anything for a number of sessions, and then behaves and sends the event <c>end</c>.</summary>
internal sealed class HostilePolls(int seed, int evil) : HttpMessageHandler
{
    private const string Good = "good";
    private static readonly string[] Pieces =
    [
        "42", "451-", "461-5", "40", "41", "43", "44", "0", "2", "3", "6", "[\"n\"", "{\"channel\":", "\"room\"", "]", "}", ",", "\\", "\"", "\0", "ş",
        "99999999999999999999", "{\"_placeholder\":true,\"num\":0}", "/ns,",
    ];

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sessions;
    private bool _isEnd;

    /// <summary>How many were opened.</summary>
    public int Sessions => Volatile.Read(ref _sessions);

    /// <summary>Text like packets, but for those that dismiss the client.</summary>
    public static string Junk(Random random)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        return text == "41" || text.StartsWith("44", StringComparison.Ordinal) ? "2" : text;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = request.RequestUri!.Query;
        if (!query.Contains("sid=", StringComparison.Ordinal)) return Open();
        if (!query.Contains("sid=" + Good, StringComparison.Ordinal)) return AnswerAnything(request.Method);
        if (request.Method == HttpMethod.Post)
        {
            _asked.TrySetResult();
            return Answer("ok");
        }

        await _asked.Task.WaitAsync(cancellationToken);
        lock (_gate)
        {
            if (!_isEnd)
            {
                _isEnd = true;
                return Answer("40{\"sid\":\"s\"}\u001e42[\"end\",1]");
            }
        }

        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return Answer("6");
    }

    private static HttpResponseMessage Answer(string text) => Answer(Encoding.UTF8.GetBytes(text));

    private static HttpResponseMessage Answer(byte[] body) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };

    private HttpResponseMessage Open()
    {
        lock (_gate)
        {
            if (++_sessions > evil) return Answer(SocketServer.Handshake.Replace("\"e1\"", "\"" + Good + "\"", StringComparison.Ordinal));
            if (_random.Next(10) == 0) return AnswerAnything(HttpMethod.Get);
            var connect = _random.Next(3) == 0 ? "" : "\u001e40{\"sid\":\"s\"}";
            return Answer(SocketServer.Handshake + connect);
        }
    }

    private HttpResponseMessage AnswerAnything(HttpMethod method)
    {
        lock (_gate)
        {
            if (method == HttpMethod.Post) return _random.Next(8) == 0 ? new HttpResponseMessage(HttpStatusCode.BadRequest) : Answer(Junk(_random));
            if (_random.Next(4) == 0) return new HttpResponseMessage(_random.Next(2) == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.BadGateway);
            var body = Encoding.UTF8.GetBytes(string.Join('\u001e', Enumerable.Range(0, _random.Next(0, 6)).Select(_ => Junk(_random))));
            if (body.Length > 0 && _random.Next(4) == 0) body[_random.Next(body.Length)] = (byte)_random.Next(256);
            return Answer(body);
        }
    }
}
