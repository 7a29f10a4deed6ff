using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class AuthWireTests
{
    private static readonly WireExamples Examples = new("auth-wire.json");
    private static readonly Dictionary<string, WireCall> Calls =
        AuthWireCalls.Table.Concat(ClientWireCalls.Table).ToDictionary(call => call.Key, call => call.Value);

    private static readonly Dictionary<string, string> Without =
        AuthWireCalls.Without.Concat(ClientWireCalls.Without).ToDictionary(entry => entry.Key, entry => entry.Value);

    private static IEnumerable<string> Names => Calls.Keys;

    [Test]
    public void Examples_AreAllCalledOrExcused() =>
        Assert.That(Calls.Keys.Concat(Without.Keys), Is.EquivalentTo(Examples.Names));

    [Test]
    public void Differences_AllHaveAReason() => Assert.That(
        Calls.Where(call => call.Value.Why is null && Differs(call.Value)).Select(call => call.Key), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public async Task Call_OfAnExample_IsTheOfficialOne(string name)
    {
        var example = (JObject)Examples.Resolve(Examples[name]);
        foreach (var exchange in example["http"] ?? new JArray())
            if ((string?)exchange["reply"]!["body"] is { } body) exchange["reply"]!["body"] = Examples.Resolve(body);
        var call = Calls[name];
        using var context = new WireContext(call.IsRefused ? WithoutRequests(example) : example, call.Requests);
        if (call.IsRefused)
        {
            Assert.That(async () => await call.Run(context), Throws.InstanceOf<ArgumentException>());
            Assert.That(context.Requests, Is.Empty);
            return;
        }

        var outcome = await call.Run(context);
        CheckRequests(example, call, context.Requests);
        CheckOutcome(example, call, outcome);
        CheckState(example, call, context);
    }

    private static JObject WithoutRequests(JObject example)
    {
        var copy = (JObject)example.DeepClone();
        copy.Remove("http");
        return copy;
    }

    private static void CheckRequests(JObject example, WireCall call, IReadOnlyList<StubRequest> sent)
    {
        var official = example["http"]?.ToList() ?? [];
        var lines = call.Requests ?? [.. official.Select(exchange => (string)exchange["request"]!)];
        Assert.That(sent.Select(request => request.Method + " " + request.PathAndQuery), Is.EqualTo(lines));
        for (var index = 0; index < sent.Count; index++)
        {
            var session = call.HidesSession && index == 0 ? null : (string?)official[index]["session"];
            Assert.That(sent[index].Header("Session"), Is.EqualTo(session));
            Assert.That(sent[index].Header("Content-Type"), Is.EqualTo((string?)official[index]["content-type"]));
            Assert.That(sent[index].Header("Authorization"), Is.EqualTo((string?)official[index]["authorization"]));
            Assert.That(sent[index].Header("X-Client-Key"), Is.EqualTo(StubHttp.ClientKey));
            Assert.That(sent[index].Header("X-Client"), Is.EqualTo("altogic-dotnet"));
            Assert.That(sent[index].Body, Is.EqualTo(call.Body ?? (string?)official[index]["body"]));
        }
    }

    private static void CheckOutcome(JObject example, WireCall call, JObject? outcome)
    {
        if (call.Fails is { } failure)
        {
            Assert.That((string?)outcome!["errors"]?["kind"], Is.EqualTo(failure.Kind.ToString()));
            Assert.That((string?)outcome["errors"]?["code"], Is.EqualTo(failure.Code));
            return;
        }

        var expected = call.Outcome is { } ours
            ? Examples.Resolve(JToken.Parse(ours))
            : example["outcome"]!["resolved"] switch
            {
                JArray list => new JObject { ["list"] = list },
                var resolved => resolved,
            };
        (outcome?["errors"] as JObject)?.Remove("kind");
        (outcome?["errors"] as JObject)?.Remove("code");
        Assert.That(
            JToken.DeepEquals(outcome ?? (JToken)JValue.CreateNull(), expected), Is.True, () => $"Ours {outcome}, official {expected}");
    }

    private static void CheckState(JObject example, WireCall call, WireContext context)
    {
        var token = call.KeepsState ? (string?)example["stored"]?["session"]?["token"] : (string?)example["state"]!["sessionHeader"];
        Assert.That(context.Client.Auth.Context.Sessions.Token, Is.EqualTo(token));
        var storage = call.KeepsState ? example["stored"] : example["state"]!["storage"];
        var stored = new JObject();
        if (context.Store.Load()?.Session is { } session) stored["session"] = session.ToJson();
        if (context.Store.Load()?.User is { } user) stored["user"] = user.ToJson();
        Assert.That(JToken.DeepEquals(stored, storage ?? new JObject()), Is.True, () => $"Ours {stored}, official {storage}");
    }

    private static bool Differs(WireCall call) =>
        call.Requests is not null || call.HidesSession || call.Body is not null || call.Fails is not null || call.IsRefused
        || call.Outcome is not null || call.KeepsState;
}
