using System.Text;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Tests.Internal.SocketIO.Codec;

public sealed class SocketEventTests
{
    [TestCase("[\"chat\"]", "\"chat\"", "")]
    [TestCase("[\"chat\",{\"a\":[1,2]}]", "\"chat\"", "{\"a\":[1,2]}")]
    [TestCase("[\"user:signin\",\"user:signin\",null]", "\"user:signin\"", "\"user:signin\",null")]
    [TestCase("[ \"a\" , 1 ]", "\"a\"", " 1 ")]
    [TestCase("[\"q\\\"q\",1]", "\"q\\\"q\"", "1")]
    [TestCase("[\"ünïcode\"]", "\"ünïcode\"", "")]
    [TestCase("[7,1]", "7", "1")]
    [TestCase("[\"x\",not json]", "\"x\"", "not json")]
    public void TryReadName_OfAnEvent_GivesNameAndArguments(string payload, string name, string arguments)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        Assert.That(SocketEvent.TryReadName(bytes, out var nameAt, out var argumentsAt, out var error), Is.True, error.ToString());
        Assert.That(Encoding.UTF8.GetString(nameAt.Of(bytes.AsSpan()).ToArray()), Is.EqualTo(name));
        Assert.That(Encoding.UTF8.GetString(argumentsAt.Of(bytes.AsSpan()).ToArray()), Is.EqualTo(arguments));
    }

    [TestCase("", "InvalidPayload")]
    [TestCase("[", "InvalidPayload")]
    [TestCase("{}", "InvalidPayload")]
    [TestCase("[\"x\",", "InvalidPayload")]
    [TestCase("[\"x\",]", "InvalidPayload")]
    [TestCase("[\"x\" 1]", "InvalidPayload")]
    [TestCase("[]", "InvalidEventName")]
    [TestCase("[ ]", "InvalidEventName")]
    [TestCase("[null]", "InvalidEventName")]
    [TestCase("[{}]", "InvalidEventName")]
    [TestCase("[[\"x\"]]", "InvalidEventName")]
    [TestCase("[\"x]", "InvalidEventName")]
    [TestCase("[-]", "InvalidEventName")]
    [TestCase("[\"connect\"]", "ReservedEventName")]
    [TestCase("[\"connect_error\",1]", "ReservedEventName")]
    [TestCase("[\"disconnect\"]", "ReservedEventName")]
    [TestCase("[\"disconnecting\"]", "ReservedEventName")]
    [TestCase("[\"newListener\"]", "ReservedEventName")]
    [TestCase("[\"removeListener\"]", "ReservedEventName")]
    public void TryReadName_OfSomethingElse_SaysWhy(string payload, string error)
    {
        Assert.That(SocketEvent.TryReadName(Encoding.UTF8.GetBytes(payload), out _, out _, out var found), Is.False);
        Assert.That(found.ToString(), Is.EqualTo(error));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void TryReadName_OfAnyName_FindsItAgain(string? name, int argument)
    {
        var text = Newtonsoft.Json.JsonConvert.SerializeObject(new object[] { name ?? "", argument });
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.That(SocketEvent.TryReadName(bytes, out var nameAt, out var argumentsAt, out _), Is.True);
        var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name ?? ""));
        Assert.That(JsonScan.ReadText(nameAt.Of(bytes.AsSpan())), Is.EqualTo(expected));
        Assert.That(Encoding.UTF8.GetString(argumentsAt.Of(bytes.AsSpan()).ToArray()), Is.EqualTo(argument.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void TryReadName_OfAnyBytes_GivesAnEventOrAnError(byte[] bytes)
    {
        var payload = Encoding.UTF8.GetBytes("[\"").Concat(bytes).Concat(Encoding.UTF8.GetBytes("]")).ToArray();
        var isRead = SocketEvent.TryReadName(payload, out _, out _, out var error);
        Assert.That(error == PacketError.None, Is.EqualTo(isRead));
    }
}
