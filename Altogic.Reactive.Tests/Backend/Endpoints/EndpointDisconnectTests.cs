using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Endpoints;

public sealed class EndpointDisconnectTests
{
    [Test]
    public async Task Caller_WhoGoesAway_CancelsTheCode()
    {
        using var reached = new SyncPoint();
        var cancelled = new TaskCompletionSource();
        await using var backend = await EndpointBackend.RunAsync(async (_, cancel) =>
        {
            cancel.Register(cancelled.SetResult);
            await reached.WaitAsync().WaitAsync(cancel);
            return ServiceResponse.Empty();
        });
        using var cancel = new CancellationTokenSource();
        var call = backend.Http.PostAsync("/run", null, cancel.Token);
        await reached.Reached;
        await cancel.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await IdleAsync(backend);
    }

    [Test]
    public async Task Caller_WhoGoesAwayDuringTheUpload_LeavesNothing()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Empty()));
        const string head = "POST /run HTTP/1.1\r\nHost: h\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\nsome bytes";
        await RawHttp.SendAsync(new Uri(backend.Url).Port, System.Text.Encoding.ASCII.GetBytes(head), hangUp: true);
        await IdleAsync(backend);
        Assert.That(Directory.EnumerateFiles(Path.Combine(backend.Backend.DataDirectory, "calls")), Is.Empty);
    }

    [Test]
    public async Task Callers_WhoGoAwayAtAnyMoment_LeaveNothingBehind()
    {
        var (begun, ended) = (0, 0);
        await using var backend = await EndpointBackend.RunAsync(async (context, cancel) =>
        {
            Interlocked.Increment(ref begun);
            try
            {
                await using var file = context.Request!.Files[0].OpenRead();
                var copy = new MemoryStream();
                await file.CopyToAsync(copy, cancel);
                copy.Position = 0;
                return ServiceResponse.Stream(copy);
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        });
        var random = new Random(7);
        // as many short waits as long ones: a call is over after a few turns of all of them
        var calls = Enumerable.Range(0, 200).Select(_ => RaceAsync(backend, (int)Math.Pow(2, random.NextDouble() * 12) - 1));
        var answered = (await Task.WhenAll(calls)).Count(isAnswered => isAnswered);
        // the backend may take up a call whose caller has gone when it was idle already
        var folder = Path.Combine(backend.Backend.DataDirectory, "calls");
        await Eventually.HoldsAsync(() =>
            backend.Backend.State.Active == 0 && Volatile.Read(ref begun) == Volatile.Read(ref ended) && !Directory.EnumerateFiles(folder).Any());
        Assert.That(answered, Is.LessThan(200), "somebody went away");
        Assert.That(begun, Is.Positive, "somebody was there long enough");
        Assert.That((await backend.GetAsync("/health")).Status, Is.EqualTo(200));
    }

    private static async Task<bool> RaceAsync(BackendFixture backend, int spins)
    {
        using var cancel = new CancellationTokenSource();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[100_000]), "f", "a.bin" } };
        var call = backend.Http.PostAsync("/run", form, cancel.Token);
        for (var n = 0; n < spins && !call.IsCompleted; n++) await Task.Yield();
        await cancel.CancelAsync();
        try
        {
            using var answer = await call;
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false; // it went away in time
        }
    }

    private static Task IdleAsync(BackendFixture backend) => Eventually.HoldsAsync(() => backend.Backend.State.Active == 0);
}
