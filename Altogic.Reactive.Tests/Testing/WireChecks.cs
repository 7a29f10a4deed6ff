using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>What the wire examples of every module are compared by.</summary>
internal static class WireChecks
{
    private static readonly JsonSerializerSettings Exact = new() { DateParseHandling = DateParseHandling.None };

    /// <summary>The request is the official one.</summary>
    public static void Request(StubRequest sent, string method, string pathAndQuery, JToken? body)
    {
        Assert.That(sent.Method, Is.EqualTo(method));
        Assert.That(sent.PathAndQuery, Is.EqualTo(pathAndQuery));
        Assert.That(sent.Json?.ToString(Formatting.None), Is.EqualTo(body?.ToString(Formatting.None)), "members in the official order");
        Assert.That(sent.Header("Content-Type"), Is.EqualTo(body is null ? null : "application/json"));
        Assert.That(sent.Header("X-Client"), Is.EqualTo("altogic-dotnet"));
        Assert.That(sent.Header("X-Client-Key"), Is.EqualTo(StubHttp.ClientKey));
        Assert.That(sent.Header("Session"), Is.Null);
        Assert.That(sent.Header("Authorization"), Is.Null);
    }

    /// <summary>The result is what the official client makes of the answer.</summary>
    public static void Result(Result<JToken?> result, int status, string answer)
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
