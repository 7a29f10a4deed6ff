using System.Text;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.SocketIO;
using Altogic.Reactive.Internal.SocketIO.Codec;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Altogic.Reactive.Tests.Internal.SocketIO;

/// <summary>What servers say when a connection begins, right and wrong.</summary>
public sealed class HandshakeTests
{
    [Test]
    public void OpenPacket_IsRead()
    {
        var read = EngineHandshake.Read("""{"sid":"a\"b","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}"""u8);

        Assert.That(read, Is.EqualTo(new EngineHandshake("a\"b", true, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20), 1000)));
        Assert.That(EngineHandshake.Read("""{"sid":"a","pingInterval":1,"pingTimeout":1}"""u8), Has.Property("MaxPayload").EqualTo(long.MaxValue).And.Property("CanUpgrade").False);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"sid":"","pingInterval":1,"pingTimeout":1}""")]
    [TestCase("""{"sid":1,"pingInterval":1,"pingTimeout":1}""")]
    [TestCase("""{"sid":"a","pingInterval":0,"pingTimeout":1}""")]
    [TestCase("""{"sid":"a","pingInterval":1,"pingTimeout":-1}""")]
    [TestCase("""{"sid":"a","pingInterval":1.5,"pingTimeout":1}""")]
    [TestCase("""{"sid":"a","pingInterval":99999999999,"pingTimeout":1}""")]
    [TestCase("""{"sid":"a","pingInterval":1,"pingTimeout":1""")]
    public void UnusableOpenPacket_IsNone(string json) => Assert.That(EngineHandshake.Read(Encoding.UTF8.GetBytes(json)), Is.Null);

    [Test]
    public void AnswerToConnect_IsRead_WithAndWithoutRecovery()
    {
        Assert.That(ConnectAnswer.Read("""{"sid":"s","pid":"x"}"""u8), Is.EqualTo(new ConnectAnswer("s", null, false, 0)));
        Assert.That(
            ConnectAnswer.Read("""{"sid":"s","recovery":{"version":1,"token":"t","recovered":true,"offset":12,"lastSend":3}}"""u8),
            Is.EqualTo(new ConnectAnswer("s", "t", true, 12)));
        Assert.That(
            ConnectAnswer.Read("""{"sid":"s","recovery":{"version":2,"token":"t","recovered":true}}"""u8),
            Is.EqualTo(new ConnectAnswer("s", null, false, 0)), "another version is another protocol");
    }

    [TestCase("[1]", "[1]", -1)]
    [TestCase("1", "", 1)]
    [TestCase("""{"a":1},23""", """{"a":1}""", 23)]
    [TestCase("""{"a":1}""", """{"a":1}""", -1)]
    [TestCase("\"a,1\"", "\"a,1\"", -1)]
    [TestCase("", "", -1)]
    [TestCase("-5", "-5", -1)]
    [TestCase("1,99999999999999999999", "1,99999999999999999999", -1)]
    public void EventId_IsTakenOffTheEnd(string arguments, string rest, long id)
    {
        var payload = Encoding.UTF8.GetBytes(arguments);
        var slice = new JsonSlice(0, payload.Length);
        var isTaken = EventId.TryTake(payload, ref slice, out var taken);

        Assert.That((isTaken, isTaken ? taken : -1, Encoding.UTF8.GetString(slice.Of(payload.AsSpan()))), Is.EqualTo((id >= 0, id, rest)));
    }

    [Property]
    public void AnyBytes_AreNoHandshakeOrOne(byte[] bytes)
    {
        _ = EngineHandshake.Read(bytes);
        _ = ConnectAnswer.Read(bytes);
        var slice = new JsonSlice(0, bytes.Length);
        _ = EventId.TryTake(bytes, ref slice, out _);
        Assert.That(slice.Length, Is.InRange(0, bytes.Length));
    }
}
