namespace Altogic.Reactive.Tests.Results;

public sealed class AltogicErrorTests
{
    [Test]
    public void Items_MayNotBeEmpty()
    {
        Assert.That(() => new AltogicError(ErrorKind.Api, 400, "", []), Throws.ArgumentException);
        Assert.That(() => new AltogicError(ErrorKind.Api, 400, "", null!), Throws.ArgumentException);
    }

    [Test]
    public void HasCode_LooksAtEveryItem_AndComparesExactly()
    {
        var error = new AltogicError(
            ErrorKind.Api, 400, "", [new ErrorEntry("client_error", "first", "One."), new ErrorEntry("client_error", "invalid_id", "Two.")]);

        Assert.That(error.HasCode("invalid_id"), Is.True);
        Assert.That(error.HasCode("INVALID_ID"), Is.False);
        Assert.That(error.Message, Is.EqualTo("One."));
    }

    [TestCase(ErrorKind.Network, 0, ErrorCodes.ConnectionFailed, true)]
    [TestCase(ErrorKind.Network, 0, ErrorCodes.HostNotFound, true)]
    [TestCase(ErrorKind.Network, 0, ErrorCodes.ConnectionLost, true)]
    [TestCase(ErrorKind.Network, 0, ErrorCodes.TlsFailed, false)]
    [TestCase(ErrorKind.Timeout, 0, ErrorCodes.TimedOut, true)]
    [TestCase(ErrorKind.Api, 408, "x", true)]
    [TestCase(ErrorKind.Api, 429, "x", true)]
    [TestCase(ErrorKind.Api, 500, "x", false)]
    [TestCase(ErrorKind.Api, 502, "x", true)]
    [TestCase(ErrorKind.Api, 503, "x", true)]
    [TestCase(ErrorKind.Api, 504, "x", true)]
    [TestCase(ErrorKind.Api, 400, "x", false)]
    [TestCase(ErrorKind.Session, 401, ErrorCodes.InvalidSessionToken, false)]
    [TestCase(ErrorKind.Serialization, 200, ErrorCodes.InvalidResponse, false)]
    [TestCase(ErrorKind.Client, 0, ErrorCodes.UnwritableValue, false)]
    public void IsTransient_IsAQuestionOfKindAndStatus(ErrorKind kind, int status, string code, bool expected) =>
        Assert.That(new AltogicError(kind, status, "", [new ErrorEntry("client_error", code, "No.")]).IsTransient, Is.EqualTo(expected));
}
