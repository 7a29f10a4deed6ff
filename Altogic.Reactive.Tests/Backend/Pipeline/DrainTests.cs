using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class DrainTests
{
    private static readonly OperationPolicy Open = new(null, SessionNeed.Never);

    [Test]
    public async Task Start_BeforeItIsReady_AnswersUnavailable()
    {
        await using var pipeline = await PipelineFixture.StartAsync(routes => routes.MapOperation("GET", "/ok", Open, c => c.WriteJsonAsync(true)), ready: false);
        foreach (var path in (string[])["/health", "/ok"])
        {
            var answer = await pipeline.GetAsync(path);
            Assert.That((answer.Status, answer.Code), Is.EqualTo((503, "api_server_not_ready")));
            Assert.That(answer.Header("Retry-After"), Is.EqualTo("1"));
        }

        pipeline.State.MarkReady();
        Assert.That((await pipeline.GetAsync("/health")).Text, Is.EqualTo("""{"status":"ok"}"""));
        Assert.That((await pipeline.GetAsync("/ok")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Drain_WithARequestInFlight_LetsItFinishAndRefusesOthers()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var pipeline = await PipelineFixture.StartAsync(routes => routes.MapOperation("GET", "/slow", Open, async context =>
        {
            entered.SetResult();
            await release.Task;
            await context.WriteJsonAsync("done");
        }));
        var slow = pipeline.GetAsync("/slow");
        await entered.Task;

        var drained = pipeline.State.DrainAsync();
        Assert.That(drained.IsCompleted, Is.False);
        Assert.That(pipeline.State.Active, Is.EqualTo(1));
        Assert.That((await pipeline.GetAsync("/health")).Status, Is.EqualTo(503));
        var refused = await pipeline.GetAsync("/slow");
        Assert.That((refused.Status, refused.Code), Is.EqualTo((503, "api_server_not_ready")));
        Assert.That(refused.Headers.ConnectionClose, Is.True);

        release.SetResult();
        Assert.That((await slow).Text, Is.EqualTo("\"done\""));
        await drained;
    }

    [Test]
    public async Task Drain_OfAnIdleBackend_IsOverAtOnceAndForGood()
    {
        var state = new BackendState();
        state.MarkReady();
        Assert.That(state.TryEnter(), Is.True);
        state.Leave();
        await state.DrainAsync();
        await state.DrainAsync();
        state.MarkReady();
        Assert.That(state.IsReady, Is.False, "a drained backend does not come back");
        Assert.That(state.TryEnter(), Is.False);
        Assert.That(state.Active, Is.Zero);
    }

    [TestCase("GET", 200, """{"status":"ok"}""")]
    [TestCase("HEAD", 200, "")]
    [TestCase("POST", 404, null)]
    public async Task Health_AnswersGetAndHead(string method, int status, string? text)
    {
        await using var pipeline = await PipelineFixture.StartAsync(_ => { });
        var answer = await pipeline.SendAsync(new HttpMethod(method), "/e:1/health");
        Assert.That(answer.Status, Is.EqualTo(status));
        if (text is not null) Assert.That(answer.Text, Is.EqualTo(text));
    }
}
