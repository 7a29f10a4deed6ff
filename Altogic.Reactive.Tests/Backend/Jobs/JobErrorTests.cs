using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Jobs;

namespace Altogic.Reactive.Tests.Backend.Jobs;

public sealed class JobErrorTests
{
    private const string Made = """{"origin":"server_error","code":"service_error","message":"The service answered with status 500."}""";

    [TestCase("""{"errors":[{"origin":"client_error","code":"a","message":"b","details":{"field":"x"}},{"code":"c"}]}""", """{"origin":"client_error","code":"a","message":"b","details":{"field":"x"}}""")]
    [TestCase("""{"errors":{"code":"a"}}""", """{"origin":"server_error","code":"a","message":"The service answered with status 500."}""")]
    [TestCase("""{"code":"a","message":"b"}""", """{"origin":"server_error","code":"a","message":"b"}""")]
    [TestCase("""{"errors":[]}""", Made)]
    [TestCase("""{"errors":["a"]}""", Made)]
    [TestCase("""{"code":7}""", Made)]
    [TestCase("""{"code":"\uD800"}""", Made)]
    [TestCase("""{"code":"a","code":"b","message":"last"}""", """{"origin":"server_error","code":"b","message":"last"}""")]
    [TestCase("[]", Made)]
    [TestCase("not json", Made)]
    [TestCase("", Made)]
    public void Answer_ThatIsNoSuccess_GivesItsFirstError(string body, string expected)
    {
        var json = JobError.Of(ServiceResponse.Text(body, 500)).ToJson();
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(expected)), Is.True, json);
    }

    [Test]
    public void Texts_AndDetails_AreBounded()
    {
        var error = new JobError("server_error", "code", new string('x', 100_000), new JsonObject { ["large"] = new string('y', 10_000) });
        var json = JsonNode.Parse(error.ToJson())!.AsObject();
        Assert.That(((string)json["message"]!).Length, Is.EqualTo(2000));
        Assert.That(json.ContainsKey("details"), Is.False);
    }

    [Test]
    public void Refusal_KeepsItsCode() => Assert.That(
        JobError.Of(new ApiException(504, "service_timeout", "late")), Is.EqualTo(new JobError("server_error", "service_timeout", "late")));
}
