using System.Reactive.Linq;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Tracking;

/// <summary>Runs an example of queues or tasks through our client and compares it with the official one.</summary>
internal static class RunWire
{
    private static readonly JsonSerializerSettings Exact = new() { DateParseHandling = DateParseHandling.None };

    public static async Task CheckAsync<T>(JObject example, Func<AltogicClient, IObservable<Result<T>>> call)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var request = ((string)example["request"]!).Split(' ');
        var (status, reply) = ((int)example["status"]!, (string)example["reply"]!);
        http.On(request[0], request[1]).Reply(status, reply);

        var result = await call(client);

        CheckRequest(http.Single, request, example["body"]);
        if (status < 300) CheckData(result.ValueOrThrow(), reply);
        else CheckErrors(result.Errors!, status, reply);
    }

    private static void CheckRequest(StubRequest sent, string[] request, JToken? body)
    {
        Assert.That(sent.Method, Is.EqualTo(request[0]));
        Assert.That(sent.PathAndQuery, Is.EqualTo(request[1]));
        Assert.That(sent.Json?.ToString(Formatting.None), Is.EqualTo(body?.ToString(Formatting.None)), "members in the official order");
        Assert.That(sent.Header("Content-Type"), Is.EqualTo(body is null ? null : "application/json"));
        Assert.That(sent.Header("X-Client-Key"), Is.EqualTo(StubHttp.ClientKey));
    }

    private static void CheckData<T>(T data, string reply)
    {
        var ours = JsonConvert.DeserializeObject<JObject>(JsonConvert.SerializeObject(data, JsonFormat.Default.Settings), Exact)!;
        var official = JsonConvert.DeserializeObject<JObject>(reply, Exact)!;
        Assert.That(WithoutNulls(ours), Is.EqualTo(WithoutNulls(official)));
    }

    private static string WithoutNulls(JObject json) => string.Join("\n", json.Properties()
        .Where(member => member.Value.Type != JTokenType.Null)
        .Select(member => member.ToString(Formatting.None))
        .Order(StringComparer.Ordinal));

    private static void CheckErrors(AltogicError errors, int status, string reply)
    {
        var items = (JArray)JObject.Parse(reply)["errors"]!;
        Assert.That(errors.Status, Is.EqualTo(status));
        Assert.That(errors.Items.Select(item => (item.Code, item.Message)), Is.EqualTo(items.Select(item => ((string)item["code"]!, (string)item["message"]!))));
        Assert.That(JToken.DeepEquals(errors.Items[0].Details, items[0]["details"]), Is.True);
    }
}
