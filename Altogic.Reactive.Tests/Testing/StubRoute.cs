using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>What one method and path answer: the replies in the order given, the last one again and again.</summary>
internal sealed class StubRoute(string method, string path)
{
    private const string Json = "application/json; charset=utf-8";

    private readonly List<Func<StubRequest, CancellationToken, Task<HttpResponseMessage>>> _replies = [];
    private int _used;

    /// <summary>How many requests it has answered.</summary>
    public int Hits => Volatile.Read(ref _used);

    internal int Unused => Math.Max(0, _replies.Count - Hits);

    /// <summary>Answers with JSON text.</summary>
    public StubRoute Reply(int status, string json, params (string Name, string Value)[] headers) =>
        Answer(_ => Message(status, new ByteArrayContent(Encoding.UTF8.GetBytes(json)), Json, headers));

    /// <summary>Answers 200 with JSON text.</summary>
    public StubRoute Reply(string json) => Reply(200, json);

    /// <summary>Answers with an error list of one entry.</summary>
    public StubRoute Fail(int status, string code, string message = "No.") =>
        Reply(status, $$"""{"errors":[{"origin":"client_error","code":"{{code}}","message":"{{message}}"}]}""");

    /// <summary>Answers without a body.</summary>
    public StubRoute Empty(int status = 200) => Answer(_ => Message(status, new ByteArrayContent([]), contentType: null, []));

    /// <summary>Answers with a page, as a proxy does.</summary>
    public StubRoute Html(int status) =>
        Answer(_ => Message(status, new ByteArrayContent("<html><body>Bad Gateway</body></html>"u8.ToArray()), "text/html", []));

    /// <summary>Answers 200 with bytes of any kind.</summary>
    public StubRoute Bytes(byte[] body, string contentType = Json) => Answer(_ => Message(200, new ByteArrayContent(body), contentType, []));

    /// <summary>Answers 200 with the beginning of a JSON text, without saying how long it should have been.</summary>
    public StubRoute Truncate(string json, int length) => Bytes(Encoding.UTF8.GetBytes(json)[..length]);

    /// <summary>Answers 200, sends some bytes, then the connection breaks.</summary>
    public StubRoute ResetMidBody(string partialJson) =>
        Answer(_ => Message(200, new StreamContent(new BreakingStream(Encoding.UTF8.GetBytes(partialJson))), Json, []));

    /// <summary>Nobody listens.</summary>
    public StubRoute Refuse() => Throw(() => new HttpRequestException(
        HttpRequestError.ConnectionError, "Connection refused", new SocketException((int)SocketError.ConnectionRefused)));

    /// <summary>The connection breaks after the request was sent.</summary>
    public StubRoute Reset() => Throw(() => new HttpRequestException(
        HttpRequestError.Unknown, "Reset", new IOException("Reset", new SocketException((int)SocketError.ConnectionReset))));

    /// <summary>Sending throws.</summary>
    public StubRoute Throw(Func<Exception> exception) => Then((_, _) => Task.FromException<HttpResponseMessage>(exception()));

    /// <summary>No answer until the request is cancelled.</summary>
    public StubRoute Hang() => Then((_, cancellation) => Hanging(cancellation));

    /// <summary>Headers come, the body never does, until the request is cancelled.</summary>
    public StubRoute HangMidBody(string partialJson) => HangMidBody(new HangingStream(Encoding.UTF8.GetBytes(partialJson)));

    /// <summary>The same with a body that tells whether its read was cancelled.</summary>
    public StubRoute HangMidBody(HangingStream body) => Answer(_ => Message(200, new StreamContent(body), Json, []));

    /// <summary>No answer, and no attention to cancellation either.</summary>
    public StubRoute HangForEver() => Then((_, _) => new TaskCompletionSource<HttpResponseMessage>().Task);

    /// <summary>Answers when the test says so.</summary>
    public StubRoute ReplyLater(Task<HttpResponseMessage> answer) => Then((_, _) => answer);

    /// <summary>Answers with what the function makes of the request.</summary>
    public StubRoute Answer(Func<StubRequest, HttpResponseMessage> answer) => Then((request, _) => Task.FromResult(answer(request)));

    internal static HttpResponseMessage Message(
        int status, HttpContent content, string? contentType, (string Name, string Value)[] headers)
    {
        if (contentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var message = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        foreach (var (name, value) in headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) content.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    internal bool Matches(StubRequest request) =>
        request.Method == method && (path.Contains('?', StringComparison.Ordinal) ? request.PathAndQuery : request.Path) == path;

    internal Task<HttpResponseMessage> RunAsync(StubRequest request, CancellationToken cancellation)
    {
        if (_replies.Count == 0) throw new InvalidOperationException($"The route {this} has no reply.");
        var index = Interlocked.Increment(ref _used) - 1;
        return _replies[Math.Min(index, _replies.Count - 1)](request, cancellation);
    }

    public override string ToString() => $"{method} {path}";

    private static Task<HttpResponseMessage> Hanging(CancellationToken cancellation)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        cancellation.Register(() => never.TrySetCanceled(cancellation));
        return never.Task;
    }

    private StubRoute Then(Func<StubRequest, CancellationToken, Task<HttpResponseMessage>> reply)
    {
        _replies.Add(reply);
        return this;
    }
}
