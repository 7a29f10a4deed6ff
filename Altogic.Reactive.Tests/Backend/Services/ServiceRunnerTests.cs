using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Tests.Backend.Endpoints;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Backend.Services;

public sealed class ServiceRunnerTests
{
    private static readonly ServiceContext Endpoint = new() { Trigger = "endpoint", Name = "s", Request = new ServiceRequest { Method = "GET", Path = "/" } };

    private static readonly ServiceContext Queue = new()
    {
        Trigger = "queue",
        Name = "s",
        Message = new JsonObject { ["to"] = "a@b.co" },
        MessageId = "62d15f3a4b1c2d0011aa0001",
        Attempt = 2,
    };

    private static readonly ServiceContext Task1 = new() { Trigger = "task", Name = "s", TaskId = "62d15f3a4b1c2d0011aa0002", ScheduledTaskName = "nightly" };

    private readonly LogRecorder _log = new();

    [Test]
    public async Task Queue_AndTask_ArePostedAsDocumented()
    {
        var sent = new List<string>();
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            sent.Add(await reader.ReadToEndAsync());
        });
        using var runner = Remote(server);
        Assert.That((await runner.RunAsync("s", Queue, null, default)).Status, Is.EqualTo(200));
        Assert.That((await runner.RunAsync("s", Task1, null, default)).Status, Is.EqualTo(200));
        Assert.That(sent, Is.EqualTo((string[])
        [
            """{"trigger":"queue","name":"s","message":{"to":"a@b.co"},"messageId":"62d15f3a4b1c2d0011aa0001","attempt":2,"session":null}""",
            """{"trigger":"task","name":"s","taskId":"62d15f3a4b1c2d0011aa0002","scheduledTaskName":"nightly","session":null}""",
        ]));
    }

    [TestCase(200)]
    [TestCase(500)]
    public async Task Queue_KeepsTheBeginningOfALargeAnswer(int status)
    {
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(new string('x', 1 << 20));
        });
        using var remote = Remote(server);
        using var code = Code((_, _) => Task.FromResult(ServiceResponse.Stream(new MemoryStream(new byte[1 << 20]), status: status)));
        foreach (var runner in (ServiceRunner[])[remote, code])
        {
            var answer = await runner.RunAsync("s", Queue, null, default);
            Assert.That((answer.Status, answer.Body.Length, answer.Content), Is.EqualTo((status, 64 << 10, (Stream?)null)));
        }
    }

    [Test]
    public async Task Endpoint_OfALargeAnswer_StreamsIt()
    {
        await using var server = await EndpointBackend.ServeAsync(context => context.Response.WriteAsync(new string('x', 1 << 20)));
        using var runner = Remote(server);
        var answer = await runner.RunAsync("s", Endpoint, null, default);
        await using var content = answer.Content!;
        using var reader = new StreamReader(content);
        Assert.That((await reader.ReadToEndAsync()).Length, Is.EqualTo(1 << 20));
    }

    [Test]
    public async Task Limit_OfTheCaller_GoesBeforeTheServices()
    {
        var time = new ManualTimers();
        using var reached = new SyncPoint();
        using var runner = Code(async (_, cancel) =>
        {
            await reached.WaitAsync().WaitAsync(cancel);
            return ServiceResponse.Empty();
        }, time);
        var call = runner.RunAsync("s", Queue, TimeSpan.FromMinutes(5), default);
        await reached.Reached;
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(call.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMinutes(2));
        await AssertRefusedAsync(call, 504, "service_timeout");
    }

    [Test]
    public async Task Code_ThatIgnoresItsLimit_IsLateAllTheSame()
    {
        var time = new ManualTimers();
        using var reached = new SyncPoint();
        var content = new MemoryStream();
        using var runner = Code(async (_, _) =>
        {
            await reached.WaitAsync();
            return ServiceResponse.Stream(content);
        }, time);
        var call = runner.RunAsync("s", Endpoint, null, default);
        await reached.Reached;
        time.Advance(TimeSpan.FromSeconds(31));
        var rest = (await AssertRefusedAsync(call, 504, "service_timeout")).Rest;
        Assert.That(rest.IsCompleted, Is.False, "it still runs");
        reached.Release();
        await rest;
        Assert.That(content.CanRead, Is.False);
    }

    [Test]
    public async Task Code_ThatBlocksItsThread_IsLateAllTheSame()
    {
        var time = new ManualTimers();
        using var reached = new SyncPoint();
        using var runner = Code((_, _) =>
        {
            reached.Block();
            throw new InvalidOperationException("too late");
        }, time);
        var call = runner.RunAsync("s", Task1, null, default);
        await reached.Reached;
        time.Advance(TimeSpan.FromSeconds(31));
        await AssertRefusedAsync(call, 504, "service_timeout");
        reached.Release();
        await Eventually.HoldsAsync(() => _log.Entries.Any(e => e is { Id: 1404, Exception: InvalidOperationException }));
        Assert.That(_log.Errors, Is.Empty);
    }

    [Test]
    public async Task Caller_WhoGivesUp_EndsTheCode()
    {
        using var reached = new SyncPoint();
        using var cancel = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        using var runner = Code(async (_, token) =>
        {
            token.Register(ended.SetResult);
            await reached.WaitAsync().WaitAsync(token);
            return ServiceResponse.Empty();
        });
        var call = runner.RunAsync("s", Endpoint, null, cancel.Token);
        await reached.Reached;
        await cancel.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        await ended.Task;
        Assert.That(async () => await runner.RunAsync("s", Endpoint, null, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_log.Errors, Is.Empty);
    }

    [Test]
    public Task Service_ThatNobodyKnows_IsAFailure() => AssertRefusedAsync(Code((_, _) => Task.FromResult(ServiceResponse.Empty())).RunAsync("t", Queue, null, default), 500, "service_error");

    [Test]
    public async Task HttpService_ThatDribbles_IsHeldToItsLimitByAQueue()
    {
        var time = new ManualTimers();
        using var reached = new SyncPoint();
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            await context.Response.WriteAsync("x");
            await context.Response.Body.FlushAsync();
            await reached.WaitAsync().WaitAsync(context.RequestAborted);
        });
        using var runner = Remote(server, time);
        var call = runner.RunAsync("s", Queue, TimeSpan.FromSeconds(5), default);
        await reached.Reached;
        time.Advance(TimeSpan.FromSeconds(6));
        await AssertRefusedAsync(call, 504, "service_timeout");
    }

    private static async Task<ApiException> AssertRefusedAsync(Task<ServiceResponse> call, int status, string code)
    {
        var error = (await Assert.ThrowsAsync<ApiException>(async () => await call))!;
        Assert.That((error.Status, error.Items[0].Code, error.Items[0].Origin), Is.EqualTo((status, code, "server_error")));
        return error;
    }

    private ServiceRunner Code(Func<ServiceContext, CancellationToken, Task<ServiceResponse>> run, TimeProvider? time = null)
    {
        var options = new AltogicBackendOptions();
        options.Services["s"] = run;
        return new ServiceRunner(new AppDefinition(), options, time ?? TimeProvider.System, _log.CreateLogger<ServiceRunner>());
    }

    private ServiceRunner Remote(PipelineFixture server, TimeProvider? time = null) => new(
        new AppDefinition { Services = new Dictionary<string, ServiceDefinition> { ["s"] = new() { Url = $"http://127.0.0.1:{server.Port}/" } } },
        new AltogicBackendOptions(),
        time ?? TimeProvider.System,
        _log.CreateLogger<ServiceRunner>());
}
