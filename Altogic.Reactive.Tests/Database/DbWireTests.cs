using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class DbWireTests
{
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
        WireChecks.Request(http.Single, request[0], request[1], Official(example, call));
        WireChecks.Result(result, (int)example["status"]!, call.Data ?? (reply.Length == 0 ? "null" : reply));
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
}
