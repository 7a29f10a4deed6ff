using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>The same faults through real sockets and the connection pool that users get.</summary>
public sealed class LoopbackFaultTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    [Test]
    public async Task ARefusedConnection()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = "http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var error = await Ask(url);

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionFailed)));
    }

    [Test]
    public async Task AnUnknownHost()
    {
        // reserved for this by RFC 6761
        var error = await Ask("http://nobody.invalid");

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Network, ErrorCodes.HostNotFound)));
    }

    [Test]
    public async Task AServerThatDoesNotSpeakTls()
    {
        await using var server = RawServer.AnswerFirstBytes("HTTP/1.1 400 Bad Request\r\n\r\n");

        var error = await Ask(server.Url.Replace("http://", "https://", StringComparison.Ordinal));

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Network, ErrorCodes.TlsFailed)));
    }

    [Test]
    public async Task AResetInsteadOfAnAnswer()
    {
        await using var server = RawServer.ReplyAndReset("");

        Assert.That(Codes(await Ask(server.Url)), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task AnEndInsteadOfAnAnswer()
    {
        await using var server = RawServer.Reply("");

        Assert.That(Codes(await Ask(server.Url)), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task AResetMidBody()
    {
        await using var server = RawServer.ReplyAndReset(Head + "Content-Length: 100\r\n\r\n{\"a\":");

        Assert.That(Codes(await Ask(server.Url)), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task AnEndMidBody_WithALength()
    {
        await using var server = RawServer.Reply(Head + "Content-Length: 100\r\n\r\n{\"a\":1}");

        Assert.That(Codes(await Ask(server.Url)), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task AnEndMidBody_InChunks()
    {
        await using var server = RawServer.Reply(Head + "Transfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n");

        Assert.That(Codes(await Ask(server.Url)), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task AnEndMidBody_WithoutALength_IsTruncatedJson()
    {
        await using var server = RawServer.Reply(Head + "Connection: close\r\n\r\n{\"a\":");

        Assert.That(Codes(await Ask(server.Url)), Is.EqualTo((ErrorKind.Serialization, ErrorCodes.InvalidResponse)));
    }

    [Test]
    public async Task SomethingThatIsNotHttp()
    {
        await using var server = RawServer.Reply("SSH-2.0-OpenSSH_9.2\r\n\r\n");

        Assert.That(Codes(await Ask(server.Url)), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task BrokenCompression()
    {
        await using var server = RawServer.Reply(Head + "Content-Encoding: gzip\r\nContent-Length: 7\r\nConnection: close\r\n\r\nnot zip");

        Assert.That((await Ask(server.Url)).Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    [Test]
    public async Task ARedirect_IsNotFollowed()
    {
        var requests = 0;
        await using var server = RawServer.Run((connection, _) =>
        {
            Interlocked.Increment(ref requests);
            return RawServer.Send(connection, "HTTP/1.1 307 Temporary Redirect\r\nLocation: /else\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });

        var error = await Ask(server.Url);

        Assert.That((error.Status, requests), Is.EqualTo((307, 1)));
    }

    [Test]
    public async Task ARepeatedStatusLine_WithoutReason_IsReadLikeTheOfficialClientDoes()
    {
        await using var server = RawServer.Reply(
            "HTTP/1.1 400 \r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        Assert.That((await Ask(server.Url)).StatusText, Is.EqualTo("Bad Request"));
    }

    [Test]
    public async Task TheRequest_AnnouncesItsLength_AndIsNeverChunked()
    {
        var seen = "";
        await using var server = RawServer.Run((connection, request) =>
        {
            seen = request;
            return RawServer.Send(connection, Head + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
        });
        using var context = Create(server.Url);
        var values = new Altogic.Reactive.Internal.Rest.CreateRequest(
            new { text = new string('ş', 5000) }, new Altogic.Reactive.Internal.Rest.QueryRecord(), "m");

        await context.Executor.Execute<JObject>(
            ExecutorFixture.Unsafe, cancellation => context.Rest.Database.Create(values, cancellation)).ShouldSucceed();

        var body = seen[(seen.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.That(seen, Does.Contain("Content-Length: " + System.Text.Encoding.UTF8.GetByteCount(body)).And.Not.Contain("chunked"));
        Assert.That(seen, Does.Contain("Content-Type: application/json\r\n"));
        Assert.That(body, Does.StartWith("{\"values\":{\"text\":\"şş"));
    }

    [Test]
    public async Task APostWithoutABody_AnnouncesZero()
    {
        var seen = "";
        await using var server = RawServer.Run((connection, request) =>
        {
            seen = request;
            return RawServer.Send(connection, Head + "Content-Length: 4\r\nConnection: close\r\n\r\nnull");
        });
        using var context = Create(server.Url);

        await context.Executor.ExecuteUnit(ExecutorFixture.Unsafe, context.Rest.Auth.SignOutAll).ShouldSucceed();

        Assert.That(seen, Does.Contain("Content-Length: 0\r\n").And.Not.Contain("Content-Type"));
    }

    [Test]
    public async Task Dispose_BreaksTheConnection()
    {
        var asked = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        await using var server = RawServer.Run(async (connection, _) =>
        {
            await RawServer.Send(connection, Head + "Content-Length: 100\r\n\r\n{");
            asked.SetResult();
            await RawServer.Gone(connection);
            gone.SetResult();
        });
        using var context = Create(server.Url);
        var subscription = context.Executor.Execute<JObject>(ExecutorFixture.Safe, context.Rest.Database.GetStats).Subscribe();
        await asked.Task;

        subscription.Dispose();

        await gone.Task.WaitAsync(Eventually.Limit);
    }

    private static (ErrorKind Kind, string Code) Codes(AltogicError error) => (error.Kind, error.Items[0].Code);

    private static ClientContext Create(string url) => new(url, "key", new AltogicClientOptions { RetryPolicy = RetryPolicy.None });

    private static async Task<AltogicError> Ask(string url)
    {
        using var context = Create(url);
        return await context.Executor.Execute<JObject>(ExecutorFixture.Safe, context.Rest.Database.GetStats).ShouldFail();
    }
}
