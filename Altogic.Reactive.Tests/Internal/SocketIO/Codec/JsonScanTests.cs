using System.Text;
using Altogic.Reactive.Internal.SocketIO.Codec;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.SocketIO.Codec;

public sealed class JsonScanTests
{
    [TestCase("null")]
    [TestCase("true")]
    [TestCase(" false ")]
    [TestCase("0")]
    [TestCase("-1.5e+10")]
    [TestCase("\"\"")]
    [TestCase("\"a\\u00e7\\n\\\"\"")]
    [TestCase("[]")]
    [TestCase("[1, [2, {\"a\": null}]]")]
    [TestCase("{\"a\":{\"b\":[true,false]},\"c\":\"}\"}")]
    public void IsValue_OfJson_IsTrue(string json) => Assert.That(JsonScan.IsValue(Encoding.UTF8.GetBytes(json)), Is.True);

    [TestCase("")]
    [TestCase("nul")]
    [TestCase("True")]
    [TestCase("01")]
    [TestCase("-")]
    [TestCase("1.")]
    [TestCase("1e")]
    [TestCase(".5")]
    [TestCase("NaN")]
    [TestCase("'a'")]
    [TestCase("\"a")]
    [TestCase("\"\\x\"")]
    [TestCase("\"\\u12g4\"")]
    [TestCase("\"\u0001\"")]
    [TestCase("[1,]")]
    [TestCase("[1 2]")]
    [TestCase("{\"a\"}")]
    [TestCase("{\"a\":1,}")]
    [TestCase("{a:1}")]
    [TestCase("{} {}")]
    public void IsValue_OfSomethingElse_IsFalse(string json) => Assert.That(JsonScan.IsValue(Encoding.UTF8.GetBytes(json)), Is.False);

    [Test]
    public void IsValue_NestedTooDeep_IsFalse()
    {
        Assert.That(JsonScan.IsValue(Encoding.UTF8.GetBytes(new string('[', 512) + new string(']', 512))), Is.True);
        Assert.That(JsonScan.IsValue(Encoding.UTF8.GetBytes(new string('[', 513) + new string(']', 513))), Is.False);
        Assert.That(JsonScan.IsValue(Encoding.UTF8.GetBytes(new string('[', 1_000_000))), Is.False, "and it needs no stack");
    }

    [TestCase("{\"channel\":\"r\",\"message\":1}", "channel", "\"r\"")]
    [TestCase("{\"message\":{\"channel\":\"inner\"},\"channel\":\"outer\"}", "channel", "\"outer\"")]
    [TestCase("{ \"a\" : [ 1 ] , \"b\" : 2 }", "a", "[ 1 ]")]
    [TestCase("{\"a\":1,\"a\":2}", "a", "2")]
    [TestCase("{\"\\u0061\":1}", "a", "1")]
    [TestCase("{\"a\":null}", "a", "null")]
    public void TryFindMember_FindsTheMemberOfTheObject(string json, string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.That(JsonScan.TryFindMember(bytes, Encoding.UTF8.GetBytes(name), out var at), Is.True);
        Assert.That(Encoding.UTF8.GetString(at.Of(bytes.AsSpan()).ToArray()), Is.EqualTo(value));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("\"a\"")]
    [TestCase("{\"b\":1}")]
    [TestCase("{\"b\":{\"a\":1}}")]
    [TestCase("{\"a\":1")]
    [TestCase("{\"a\":}")]
    [TestCase("{\"a\" 1}")]
    [TestCase("")]
    public void TryFindMember_WhereThereIsNone_IsFalse(string json) =>
        Assert.That(JsonScan.TryFindMember(Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes("a"), out _), Is.False);

    [TestCase("\"\"", "")]
    [TestCase("\"plain ç\"", "plain ç")]
    [TestCase("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t")]
    [TestCase("\"\\u0041\\u00e7\\uD83D\\uDE00\"", "Aç😀")]
    public void ReadText_SaysWhatTheTextSays(string token, string text) =>
        Assert.That(JsonScan.ReadText(Encoding.UTF8.GetBytes(token)), Is.EqualTo(text));

    [TestCase("1")]
    [TestCase("\"a")]
    [TestCase("\"a\"b\"")]
    [TestCase("\"\\q\"")]
    public void ReadText_OfSomethingElse_IsNull(string token) => Assert.That(JsonScan.ReadText(Encoding.UTF8.GetBytes(token)), Is.Null);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void ReadText_OfAnyText_GivesItBack(string? text)
    {
        var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
        var token = Encoding.UTF8.GetBytes(Newtonsoft.Json.JsonConvert.SerializeObject(expected));
        Assert.That(JsonScan.ReadText(token), Is.EqualTo(expected));
        Assert.That(JsonScan.IsText(token, Encoding.UTF8.GetBytes(expected)), Is.True);
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void IsValue_OfAnyDocument_IsTrueUntilItIsCut(string?[] names, int number, byte cut)
    {
        var json = new JObject();
        foreach (var name in names) json[Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name ?? ""))] = new JArray(number, name ?? "", new JObject { ["x"] = 1.5 });
        var bytes = Encoding.UTF8.GetBytes(json.ToString(Newtonsoft.Json.Formatting.None));
        Assert.That(JsonScan.IsValue(bytes), Is.True);
        Assert.That(JsonScan.IsValue(bytes.AsSpan(0, bytes.Length - 1 - (cut % bytes.Length))), Is.False);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Everything_OfAnyBytes_EndsWithinThem(byte[] json)
    {
        var at = 0;
        JsonScan.TrySkipValue(json, ref at);
        Assert.That(at, Is.InRange(0, json.Length));
        if (JsonScan.TryFindMember(json, Encoding.UTF8.GetBytes("a"), out var slice)) Assert.That(slice.Start + slice.Length, Is.LessThanOrEqualTo(json.Length));
    }
}
