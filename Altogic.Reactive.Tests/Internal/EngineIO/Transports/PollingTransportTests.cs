using System.Net;
using System.Text;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Tests.Internal.EngineIO.Transports;

/// <summary>Polling, request by request; the test is the server.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PollingTransportTests : IPacketSink
{
    private static readonly EngineHandshake Handshake = new("the sid", false, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20), MaxPayload: 30);

    private readonly List<string> _requests = [];
    private readonly List<string> _received = [];
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private PollingTransport? _pauseAfterPacket;

    [Test]
    public async Task Poll_AsksAgainAndAgain_WithTheSessionAndAnotherNumber()
    {
        using var transport = Create();
        Answer("0{}");
        Answer("4a\u001e4b\u001ebAQID");
        Answer("6");
        await transport.OpenAsync(default);
        transport.Begin(Handshake);
        _answers.Enqueue(_ => throw new IOException("the end"));

        Assert.That(async () => await transport.ReadAsync(this, default), Throws.InstanceOf<IOException>());
        Assert.That(_received, Is.EqualTo(new[] { "Open {}", "Message a", "Message b", "#010203", "Noop " }));
        Assert.That(_requests, Is.EqualTo(new[]
        {
            "GET /socket.io/?EIO=4&transport=polling&t=1",
            "GET /socket.io/?EIO=4&transport=polling&t=2&sid=the%20sid",
            "GET /socket.io/?EIO=4&transport=polling&t=3&sid=the%20sid",
            "GET /socket.io/?EIO=4&transport=polling&t=4&sid=the%20sid",
        }));
    }

    [Test]
    public async Task Write_PutsPacketsTogether_AsFarAsTheServerTakesThem()
    {
        using var transport = Create();
        transport.Begin(Handshake);
        using var batch = new FrameBatch();
        foreach (var text in (string[])["0123456789", "0123456789", "012345678", "b"]) batch.Add(EnginePacketType.Message, Encoding.UTF8.GetBytes(text));
        batch.AddBinary(new byte[] { 1, 2, 3 });
        for (var i = 0; i < 3; i++) Answer("ok");
        await transport.WriteAsync(batch, default);

        Assert.That(_requests.Select(request => request[(request.IndexOf('|', StringComparison.Ordinal) + 1)..]), Is.EqualTo(new[]
        {
            "40123456789\u001e40123456789", "4012345678\u001e4b\u001ebAQID",
        }));
        Assert.That(_requests, Is.All.StartsWith("POST /socket.io/?EIO=4&transport=polling&t="));
    }

    [TestCase(HttpStatusCode.ServiceUnavailable)]
    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.Redirect)]
    public void AnswerThatIsNoSuccess_IsThrownWithItsStatus(HttpStatusCode status)
    {
        using var transport = Create();
        _answers.Enqueue(_ => Task.FromResult(new HttpResponseMessage(status)));

        Assert.That(async () => await transport.OpenAsync(default), Throws.InstanceOf<TransportRefusedException>().With.Message.Contains($" {(int)status}."));
    }

    [Test]
    public async Task UnreadablePayload_EndsTheSession_AfterWhatCouldBeRead()
    {
        using var transport = Create();
        Answer("4a\u001e9");
        await transport.OpenAsync(default);

        Assert.That((await transport.ReadAsync(this, default))?.Reason, Is.EqualTo(CloseReason.ParseError));
    }

    [Test]
    public async Task Pause_StopsAfterTheAnswerUnderWay_AndLosesNothing()
    {
        using var transport = Create();
        Answer("4last");
        await transport.OpenAsync(default);
        _pauseAfterPacket = transport;

        Assert.That(await transport.ReadAsync(this, default), Is.Null);
        Assert.That(_received, Is.EqualTo(new[] { "Message last" }));
        Assert.That(_requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void AnswerLargerThanTheLimit_IsRefused()
    {
        using var transport = Create(largest: 10);
        Answer("4" + new string('x', 20));

        Assert.That(async () => await transport.OpenAsync(default), Throws.InstanceOf<AnswerTooLargeException>());
    }

    [Test]
    public async Task Close_SendsAClosePacket_OnceThereIsASession()
    {
        using var transport = Create();
        await transport.CloseAsync(default);
        Assert.That(_requests, Is.Empty);
        transport.Begin(Handshake);
        Answer("ok");
        await transport.CloseAsync(default);
        Assert.That(_requests.Single(), Does.EndWith("|1"));
    }

    [Test]
    public void Dispose_EndsThePollUnderWay()
    {
        var transport = Create();
        _answers.Enqueue(async cancellation =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
            return new HttpResponseMessage();
        });
        var opening = transport.OpenAsync(default);
        transport.Dispose();

        Assert.That(async () => await opening, Throws.InstanceOf<OperationCanceledException>());
    }

    bool IPacketSink.Receive(in EnginePacket packet, ReceiveSlab slab)
    {
        _received.Add(packet.IsBinary ? "#" + Convert.ToHexStringLower(packet.Data.Span) : packet.Type + " " + Encoding.UTF8.GetString(packet.Data.Span));
        _pauseAfterPacket?.Pause();
        return false;
    }

    void IPacketSink.Idle()
    {
    }

    private void Answer(string body) => _answers.Enqueue(_ => Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) }));

    private PollingTransport Create(long largest = 1000) => new(new EngineAddress(new Uri("http://app.test")), SendAsync, largest);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var body = request.Content is null ? "" : "|" + await request.Content.ReadAsStringAsync(cancellation);
        _requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}{body}");
        return await _answers.Dequeue()(cancellation);
    }
}
