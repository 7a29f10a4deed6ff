using System.Globalization;
using System.Text;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Tests.Testing;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Tests.Internal.Serialization;

public sealed class JsonFormatTests
{
    private static readonly JsonFormat Format = JsonFormat.Default;

    [Test]
    public async Task Write_UsesCamelCase_AndLeavesDictionaryKeysAlone() =>
        Assert.That(
            await Write(new { TitleText = "x", Map = new Dictionary<string, int> { ["Key"] = 1 }, I = 1 }),
            Is.EqualTo("""{"titleText":"x","map":{"Key":1},"i":1}"""));

    [Test]
    public async Task Write_Numbers_WithoutTheCulture() =>
        Assert.That(await Write(new { a = 1.5, b = 2.5m, c = -1.5f }), Is.EqualTo("""{"a":1.5,"b":2.5,"c":-1.5}"""));

    [Test]
    public async Task Write_Dates_AsUtcWithMilliseconds()
    {
        var utc = new DateTime(2026, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234);

        Assert.That(
            await Write(new { utc, unspecified = DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), offset = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.FromHours(3)) }),
            Is.EqualTo("""{"utc":"2026-01-02T03:04:05.006Z","unspecified":"2026-01-02T03:04:05.006Z","offset":"2026-01-02T00:04:05.006Z"}"""));
    }

    [Test]
    public async Task Write_OffsetsInsideTokens_AsUtcToo()
    {
        var offset = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.FromHours(3));

        Assert.That(
            await Write(new { values = new JObject { ["at"] = offset, ["list"] = new JArray(offset) } }),
            Is.EqualTo("""{"values":{"at":"2026-01-02T00:04:05.006Z","list":["2026-01-02T00:04:05.006Z"]}}"""));
    }

    [Test]
    public async Task Read_DatesIntoTypes_AndLeavesTextsThatLookLikeDatesAlone()
    {
        var typed = await Read<Dated>("""{"at":"2023-09-01T10:43:46.120Z","text":"2023-09-01T10:43:46.120Z"}""");
        var dynamic = await Read<JObject>("""{"at":"2023-09-01T10:43:46.120Z"}""");

        Assert.That(typed!.At, Is.EqualTo(new DateTime(2023, 9, 1, 10, 43, 46, 120, DateTimeKind.Utc)));
        Assert.That(typed.At.Kind, Is.EqualTo(DateTimeKind.Utc));
        Assert.That(typed.Text, Is.EqualTo("2023-09-01T10:43:46.120Z"));
        Assert.That(dynamic!["at"]!.Type, Is.EqualTo(JTokenType.String));
    }

    [Test]
    public async Task Read_DecimalsExactly() =>
        Assert.That(await Read<decimal>("0.1234567890123456789012345678"), Is.EqualTo(0.1234567890123456789012345678m));

    [Test]
    public async Task Read_GivesEqualNamesAsTheSameString()
    {
        var list = await Read<List<JObject>>("""[{"someName":1},{"someName":2}]""");

        Assert.That(list![0].Properties().Single().Name, Is.SameAs(list[1].Properties().Single().Name));
    }

    [Test]
    public void Read_AConverterThatThrows_IsUnreadableJson() =>
        Assert.That(async () => await Read<Throwing>("""{"value":1}"""), Throws.InstanceOf<JsonException>());

    [Test]
    public void Write_AGetterThatThrows_IsAnUnwritableValue() =>
        Assert.That(() => Format.Write(new Throwing()), Throws.InstanceOf<UnwritableValueException>());

    [Test]
    public async Task Configure_ChangesHowTypesAreWritten()
    {
        var format = new JsonFormat(settings => settings.ContractResolver = new DefaultContractResolver());
        using var body = format.Write(new { Title = 1 });

        Assert.That(await body.ReadAsStringAsync(), Is.EqualTo("""{"Title":1}"""));
    }

    [Test]
    public async Task Configure_DoesNotLeakIntoOtherClients()
    {
        _ = new JsonFormat(settings => settings.NullValueHandling = NullValueHandling.Ignore);

        Assert.That(await Write(new { a = (string?)null }), Is.EqualTo("""{"a":null}"""));
    }

    [FsCheck.NUnit.Property]
    public Property AnyText_SurvivesTheRoundTrip() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(text => text is not null && IsWellFormed(text)),
        text => ReadBack(text) == text);

    [TestCase(1023)]
    [TestCase(1024)]
    [TestCase(4095)]
    [TestCase(4096)]
    [TestCase(70_000)]
    [TestCase(300_000)]
    public async Task LongTexts_WithPairsAcrossEveryBuffer_SurviveTheRoundTrip(int length)
    {
        var text = "ş" + string.Concat(Enumerable.Repeat("😀é", length / 3));

        Assert.That(await Read<string>(JsonConvert.SerializeObject(text)), Is.EqualTo(text));
        Assert.That(JsonConvert.DeserializeObject<string>(await Write(text)), Is.EqualTo(text));
    }

    [Test]
    public async Task AByteOrderMark_IsSkipped()
    {
        using var body = await Body([0xEF, 0xBB, 0xBF, (byte)'1']);

        Assert.That(Format.Read<int>(body), Is.EqualTo(1));
    }

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static string? ReadBack(string text)
    {
        using var written = Format.Write(text);
        using var body = Body(written.ReadAsByteArrayAsync().GetAwaiter().GetResult()).GetAwaiter().GetResult();
        return Format.Read<string>(body);
    }

    private static async Task<string> Write(object value)
    {
        using var body = Format.Write(value);
        return await body.ReadAsStringAsync();
    }

    private static async Task<T?> Read<T>(string json)
    {
        using var body = await Body(Encoding.UTF8.GetBytes(json));
        return Format.Read<T>(body);
    }

    private static async Task<PooledBody> Body(byte[] bytes)
    {
        using var content = new StreamContent(new UnseekableStream(bytes));
        return await PooledBody.ReadAsync(content, long.MaxValue, CancellationToken.None);
    }

    private sealed class Dated
    {
        public DateTime At { get; set; }

        public string? Text { get; set; }
    }

    private sealed class Throwing
    {
        private readonly string _message = "getter";

        public int Value
        {
            get => throw new InvalidOperationException(_message);
            set => throw new InvalidOperationException(_message + value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
