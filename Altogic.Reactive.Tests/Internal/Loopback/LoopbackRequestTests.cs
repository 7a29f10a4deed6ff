using Altogic.Reactive.Internal.Loopback;

namespace Altogic.Reactive.Tests.Internal.Loopback;

public sealed class LoopbackRequestTests
{
    [TestCase("GET / HTTP/1.1\r\n\r\n", "GET", "/", "/")]
    [TestCase("GET /sign-in?a=b&c HTTP/1.0\nHost: x\n\n", "GET", "/sign-in", "/sign-in?a=b&c")]
    [TestCase("POST /x?? HTTP/1.1", "POST", "/x", "/x??")]
    public void Parse_OfARequest_ReadsItsFirstLine(string head, string method, string path, string target) =>
        Assert.That(LoopbackRequest.Parse(head), Is.EqualTo(new LoopbackRequest(method, path, target)));

    [TestCase("")]
    [TestCase("\r\n")]
    [TestCase("GET")]
    [TestCase("GET /")]
    [TestCase("GET  HTTP/1.1")]
    [TestCase(" / HTTP/1.1")]
    [TestCase("GET /  HTTP/1.1")]
    [TestCase("GET sign-in HTTP/1.1")]
    [TestCase("GET http://evil/ HTTP/1.1")]
    [TestCase("GET / HTTP/2")]
    [TestCase("GET / http/1.1")]
    [TestCase("PRI * HTTP/2.0")]
    [TestCase("\u0016\u0003\u0001\u0002 \u0000")]
    public void Parse_OfAnythingElse_IsNull(string head) => Assert.That(LoopbackRequest.Parse(head), Is.Null);

    [FsCheck.NUnit.Property]
    public bool Parse_OfAnyText_NeverThrows(FsCheck.NonNull<string> head)
    {
        var request = LoopbackRequest.Parse(head.Get);
        return request is null || request.Path.StartsWith('/');
    }
}
