using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Cache;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class CacheWireTests
{
    private static readonly WireExamples Examples = new("cache-wire.json");

    private static IEnumerable<string> Names => CacheWireCalls.Table.Keys;

    [Test]
    public void Examples_AreAllCalledOrExcused() =>
        Assert.That(CacheWireCalls.Table.Keys.Concat(CacheWireCalls.Without.Keys), Is.EquivalentTo(Examples.Names));

    [Test]
    public void Differences_AllHaveAReason()
    {
        var silent = CacheWireCalls.Table.Where(call => call.Value.Why is null
            && (call.Value.IsRefused || (call.Value.Query ?? call.Value.Body ?? call.Value.Data ?? call.Value.Failure) is not null));
        Assert.That(silent.Select(call => call.Key), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public async Task Call_OfAnExample_IsTheOfficialOne(string name)
    {
        var (example, call) = (Examples[name], CacheWireCalls.Table[name]);
        using var http = new StubHttp();
        using var client = http.CreateClient();
        if (call.IsRefused)
        {
            Assert.That(() => call.Run(client.Cache), Throws.InstanceOf<ArgumentException>());
            return;
        }

        var request = ((string)example["request"]!).Split(' ');
        var path = request[1].Split('?')[0];
        var (status, reply) = ((int)example["status"]!, (string)example["reply"]!);
        if (reply.Length == 0) http.On(request[0], path).Empty(status);
        else http.On(request[0], path).Reply(status, reply);

        var result = await call.Run(client.Cache);
        WireChecks.Request(
            http.Single, request[0], call.Query is null ? request[1] : path + "?" + call.Query,
            call.Body is null ? example["body"] : JToken.Parse(call.Body));
        if (call.Failure is null) WireChecks.Result(result, status, call.Data ?? (reply.Length == 0 ? "null" : reply));
        else Assert.That(result.Errors!.HasCode(call.Failure), Is.True);
    }
}
