using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Tests.Testing;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>Whatever a server sends and whenever somebody gives up: one result or none, never an exception, never a hang.</summary>
public sealed class ExecutorFuzzTests
{
    private static readonly string[] Snippets =
        ["{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e999", "-", "0.1", "\\u12", "errors", "code", "invalid_session_token", " ", "\u0000", "é", "<html>"];

    [FsCheck.NUnit.Property(MaxTest = 400)]
    public Property AnyBytes_AnyStatus_GiveOneResult() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Choose(200, 599).ToArbitrary(),
        (bytes, status) => OneResult(bytes ?? [], status));

    [FsCheck.NUnit.Property(MaxTest = 400)]
    public Property AnythingLikeJson_AnyStatus_GivesOneResult() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements(Snippets)).Select(parts => System.Text.Encoding.UTF8.GetBytes(string.Concat(parts))).ToArbitrary(),
        Gen.Elements(200, 204, 400, 401, 429, 500, 503).ToArbitrary(),
        OneResult);

    [Test]
    public async Task DisposingAtAnyMoment_GivesOneGoodResultOrNone()
    {
        await using var server = RawServer.Run(async (connection, _) =>
        {
            await RawServer.Send(connection, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\nConnection: close\r\n\r\n{\"a\"");
            await Task.Yield();
            await RawServer.Send(connection, ":1}");
        });
        using var context = new ClientContext(server.Url, "key", new AltogicClientOptions());
        var checkers = new ConcurrentBag<RxContractChecker<Result<JObject>>>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), async (round, _) =>
        {
            var checker = new RxContractChecker<Result<JObject>>();
            checkers.Add(checker);
            var operation = context.Executor.Execute<JObject>(ExecutorFixture.Safe, context.Rest.Database.GetStats);
            var subscription = operation.Subscribe(checker);
            for (var spin = 0; spin < round * 20; spin++) await Task.Yield();
            subscription.Dispose();
        });

        Assert.That(checkers.Count(checker => checker.Values.Count == 0), Is.Positive, "some were disposed in time");
        foreach (var checker in checkers)
        {
            checker.Verify();
            Assert.That(checker.Error, Is.Null);
            Assert.That(checker.Values, Has.Count.LessThanOrEqualTo(1));
            Assert.That(checker.Values.All(result => result.IsSuccess), Is.True);
        }
    }

    [Test]
    public async Task SigningInAndOutWhileRequestsRun_IsConsistent()
    {
        using var http = new StubHttp();
        http.On("GET", ExecutorFixture.Path).Answer(request => StubRoute.Message(
            request.Header("Session") == "good" ? 200 : 401,
            new StringContent(request.Header("Session") == "good"
                ? "{}"
                : """{"errors":[{"origin":"client_error","code":"invalid_session_token","message":"No."}]}"""),
            "application/json",
            []));
        using var context = new ClientContext(StubHttp.Url, "key", new AltogicClientOptions { HttpMessageHandler = http, RetryPolicy = RetryPolicy.None });
        var sessions = new RxContractChecker<Session?>();
        using var subscription = context.Sessions.SessionChanges.Subscribe(sessions);

        await Observable.Range(0, 300)
            .SelectMany(round =>
            {
                if (round % 3 == 0) context.Sessions.Set(new Session { Token = round % 2 == 0 ? "good" : "bad" }, null);
                return context.Executor.Execute<JObject>(ExecutorFixture.Safe, context.Rest.Database.GetStats)
                    .SubscribeOn(TaskPoolScheduler.Default);
            })
            .LastAsync();

        sessions.Verify();
        for (var index = 1; index < sessions.Values.Count; index++)
            Assert.That(sessions.Values[index], Is.Not.EqualTo(sessions.Values[index - 1]), "distinct");
        Assert.That(sessions.Values[^1], Is.EqualTo(context.Sessions.Session));
    }

    private static bool OneResult(byte[] bytes, int status)
    {
        using var fixture = new ExecutorFixture(options => options with { RetryPolicy = RetryPolicy.None });
        fixture.Route().Answer(_ => StubRoute.Message(status, new ByteArrayContent(bytes), "application/json", []));
        var observer = fixture.Observe(fixture.Read<JToken>());
        return observer.Messages.Count == 2
            && observer.Messages[0].Value.HasValue
            && (status < 300 || !observer.Messages[0].Value.Value.IsSuccess)
            && (observer.Messages[0].Value.Value.IsSuccess || observer.Messages[0].Value.Value.Errors!.Items.Count > 0);
    }
}
