using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class DbWireTests
{
    private static readonly JsonSerializerSettings Exact = new() { DateParseHandling = DateParseHandling.None };
    private static readonly WireExamples Examples = new("db-wire.json");

    private static IEnumerable<string> Names => DbWireCalls.Table.Keys;

    [Test]
    public void Examples_AreAllCalledOrExcused() =>
        Assert.That(DbWireCalls.Table.Keys.Concat(DbWireCalls.Without.Keys), Is.EquivalentTo(Examples.Names));

    [Test]
    public void Differences_AllHaveAReason()
    {
        var silent = DbWireCalls.Table.Where(call => call.Value.Why is null
            && (call.Value.IsRefused || call.Value.Instead.Length > 0 || call.Value.Data is not null));
        Assert.That(silent.Select(call => call.Key), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public async Task Call_OfAnExample_IsTheOfficialOne(string name)
    {
        var (example, call) = (Examples[name], DbWireCalls.Table[name]);
        using var http = new StubHttp();
        using var client = http.CreateClient();
        if (call.IsRefused)
        {
            Assert.That(() => call.Run(client.Db), Throws.InstanceOf<ArgumentException>());
            return;
        }

        var request = ((string)example["request"]!).Split(' ');
        var reply = Examples.Resolve((string)example["reply"]!);
        if (reply.Length == 0) http.On(request[0], request[1]).Empty((int)example["status"]!);
        else http.On(request[0], request[1]).Reply((int)example["status"]!, reply);

        var result = await call.Run(client.Db);
        CheckRequest(http.Single, request, Official(example, call));
        CheckResult(result, (int)example["status"]!, call.Data ?? (reply.Length == 0 ? "null" : reply));
    }

    private static JToken? Official(JObject example, DbWireCall call)
    {
        var body = example["body"]?.DeepClone();
        foreach (var (path, json) in call.Instead)
        {
            var value = body!.SelectToken(path)!;
            if (json is null) value.Parent!.Remove();
            else value.Replace(JToken.Parse(json));
        }

        return body;
    }

    private static void CheckRequest(StubRequest sent, string[] request, JToken? body)
    {
        Assert.That(sent.Method, Is.EqualTo(request[0]));
        Assert.That(sent.PathAndQuery, Is.EqualTo(request[1]));
        Assert.That(sent.Json?.ToString(Formatting.None), Is.EqualTo(body?.ToString(Formatting.None)), "members in the official order");
        Assert.That(sent.Header("Content-Type"), Is.EqualTo(body is null ? null : "application/json"));
        Assert.That(sent.Header("X-Client"), Is.EqualTo("altogic-dotnet"));
        Assert.That(sent.Header("X-Client-Key"), Is.EqualTo(StubHttp.ClientKey));
        Assert.That(sent.Header("Session"), Is.Null);
        Assert.That(sent.Header("Authorization"), Is.Null);
    }

    private static void CheckResult(Result<JToken?> result, int status, string answer)
    {
        if (status < 300)
        {
            Assert.That(result.Errors, Is.Null);
            var official = JsonConvert.DeserializeObject<JToken>(answer, Exact) ?? JValue.CreateNull();
            Assert.That(JToken.DeepEquals(result.Data ?? JValue.CreateNull(), official), Is.True, () => $"Ours {result.Data}, official {official}");
            return;
        }

        var body = JToken.Parse(answer);
        var items = body["errors"] as JArray ?? new JArray(body);
        Assert.That(result.Errors!.Status, Is.EqualTo(status));
        Assert.That(result.Errors.Items.Select(item => item.Code), Is.EqualTo(items.Select(item => (string?)item["code"])));
        Assert.That(result.Errors.Items.Select(item => item.Message), Is.EqualTo(items.Select(item => (string?)item["message"])));
        Assert.That(JToken.DeepEquals(result.Errors.Items[0].Details, items[0]["details"]), Is.True);
    }
}
