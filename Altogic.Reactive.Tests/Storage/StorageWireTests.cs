using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Storage;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class StorageWireTests
{
    private static readonly JsonSerializerSettings Exact = new() { DateParseHandling = DateParseHandling.None };
    private static readonly WireExamples Examples = new("storage-wire.json");

    private static IEnumerable<string> Names => StorageWireCalls.Table.Keys;

    [Test]
    public void Examples_AreAllCalled() => Assert.That(StorageWireCalls.Table.Keys, Is.EquivalentTo(Examples.Names));

    [Test]
    public void Differences_AllHaveAReason()
    {
        var silent = StorageWireCalls.Table.Where(call => call.Value.Why is null
            && (call.Value.IsRefused || call.Value.Instead.Length > 0 || call.Value.Request is not null || call.Value.Form is not null));
        Assert.That(silent.Select(call => call.Key), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public async Task Call_OfAnExample_IsTheOfficialOne(string name)
    {
        var (example, call) = (Examples[name], StorageWireCalls.Table[name]);
        using var http = new StubHttp();
        using var client = http.CreateClient();
        if (call.IsRefused)
        {
            Assert.That(() => call.Run(client.Storage), Throws.InstanceOf<ArgumentException>());
            return;
        }

        var request = (call.Request ?? (string)example["request"]!.ToString().Replace("/upload-object?", "/upload-formdata?", StringComparison.Ordinal)).Split(' ');
        Answer(http.On(request[0], request[1]), example);
        var result = await call.Run(client.Storage);
        await CheckRequestAsync(http.Single, request, example, call);
        CheckResult(result, example);
    }

    private static void Answer(StubRoute route, JObject example)
    {
        var status = (int)example["status"]!;
        if (example["replyHex"] is { } hex) route.Bytes(Convert.FromHexString((string)hex!), (string)example["replyType"]!);
        else if (Reply(example) is { Length: > 0 } reply) route.Reply(status, reply);
        else route.Empty(status);
    }

    private static string Reply(JObject example) => Examples.Resolve((string?)example["reply"] ?? "");

    private static async Task CheckRequestAsync(StubRequest sent, string[] request, JObject example, StorageWireCall call)
    {
        Assert.That(sent.Method, Is.EqualTo(request[0]));
        Assert.That(sent.PathAndQuery, Is.EqualTo(request[1]));
        Assert.That(sent.Header("X-Client"), Is.EqualTo("altogic-dotnet"));
        Assert.That(sent.Header("X-Client-Key"), Is.EqualTo(StubHttp.ClientKey));
        if (call.Form is not null || example["parts"] is not null) await CheckFormAsync(sent, example, call);
        else CheckBody(sent, example, call);
    }

    private static void CheckBody(StubRequest sent, JObject example, StorageWireCall call)
    {
        var body = example["body"]?.DeepClone();
        foreach (var (path, json) in call.Instead) body![path] = JToken.Parse(json);
        Assert.That(Sorted(sent.Json), Is.EqualTo(Sorted(body)));
        Assert.That(sent.Header("Content-Type"), Is.EqualTo(body is null ? null : "application/json"));
        if (call.Instead.Length == 0) Assert.That(sent.Json?.ToString(), Is.EqualTo(body?.ToString()), "members in the official order");
    }

    private static string? Sorted(JToken? json) => json is JObject body
        ? new JObject(body.Properties().OrderBy(member => member.Name, StringComparer.Ordinal)).ToString()
        : json?.ToString();

    private static async Task CheckFormAsync(StubRequest sent, JObject example, StorageWireCall call)
    {
        var form = await SentForm.ReadAsync(sent);
        var official = example["parts"]?[0];
        var expected = call.Form ?? ((string)official!["filename"]!, (string)official["contentType"]!, (string)official["hex"]!);
        Assert.That((form.FileName, form.ContentType, Convert.ToHexStringLower(form.Bytes)), Is.EqualTo(expected));
        Assert.That(form.Field, Is.EqualTo("file"));
        Assert.That(form.IsDigestRight, Is.True);
        if (official is not null) Assert.That(Convert.ToHexStringLower(form.Bytes), Is.EqualTo((string)official["hex"]!));
    }

    private static void CheckResult(Result<JToken?> result, JObject example)
    {
        var status = (int)example["status"]!;
        if (status < 300)
        {
            Assert.That(result.Errors, Is.Null);
            var answer = example["replyHex"] is { } hex ? $"\"{hex}\"" : Reply(example) is { Length: > 0 } reply ? reply : "null";
            var official = StorageWireCall.WithoutNulls(JsonConvert.DeserializeObject<JToken>(answer, Exact) ?? JValue.CreateNull());
            var ours = StorageWireCall.WithoutNulls(result.Data ?? JValue.CreateNull());
            if (status == 200) Assert.That(ours.ToString(), Is.EqualTo(official.ToString()));
            else Assert.That((string?)ours["_id"], Is.EqualTo((string?)official["_id"]));
            return;
        }

        var body = JToken.Parse(Reply(example));
        var items = body as JArray ?? (JArray)body["errors"]!;
        Assert.That(result.Errors!.Status, Is.EqualTo(status));
        Assert.That(result.Errors.Items.Select(item => item.Code), Is.EqualTo(items.Select(item => (string?)item["code"])));
        Assert.That(result.Errors.Items.Select(item => item.Message), Is.EqualTo(items.Select(item => (string?)item["message"])));
        Assert.That(JToken.DeepEquals(result.Errors.Items[0].Details, items[0]["details"]), Is.True);
    }
}
