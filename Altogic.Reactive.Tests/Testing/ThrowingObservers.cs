using System.Diagnostics;
using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Realtime;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>What a process of its own does: observers of every hot stream throw, on the default scheduler, and others go on.</summary>
internal static class ThrowingObservers
{
    public const int Succeeded = 17;

    /// <summary>Starts it in a process of its own, and gives its exit code and what it has written.</summary>
    public static async Task<(int Code, string Output)> StartAsync(string reporting)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ThrowingObservers).Assembly.Location, "throwing-observers", reporting]);
        var (code, output, errors) = await Programs.RunAsync(start, RealtimeTesting.Limit);
        return (code, output + errors);
    }

    /// <param name="reporting">Where exceptions are to arrive: <c>callback</c>, <c>log</c> or <c>trace</c>.</param>
    public static async Task<int> RunAsync(string reporting)
    {
        await using var backend = await AltogicBackend.StartAsync();
        using var log = new LogRecorder();
        var reported = new List<Exception>();
        using var traced = new StringWriter();
        using var listener = new TextWriterTraceListener(traced);
        Trace.Listeners.Add(listener);
        var client = new AltogicClient(backend.Url, backend.ClientKey, new AltogicClientOptions
        {
            LoggerFactory = reporting == "log" ? log : null,
            OnUnhandledException = reporting == "callback" ? Note : null,
        });
        using (client) await UseAsync(client);
        Trace.Flush();
        string[] expected = ["message", "typed", "state", "session", "roster"];
        var seen = reporting switch
        {
            "callback" => Copy().Select(exception => exception.Message),
            "log" => log.Errors.Select(entry => entry.Exception!.Message),
            _ => expected.Where(text => traced.ToString().Contains("NotSupportedException: " + text, StringComparison.Ordinal)),
        };
        return seen.Order().SequenceEqual(expected.Order()) ? Succeeded : 1;

        void Note(Exception exception)
        {
            lock (reported) reported.Add(exception);
            throw new InvalidOperationException("the handler fails as well");
        }

        List<Exception> Copy()
        {
            lock (reported) return [.. reported];
        }
    }

    private static async Task UseAsync(AltogicClient client)
    {
        var room = client.Realtime.Channel("room");
        room.On("x").Subscribe(_ => throw new NotSupportedException("message"));
        room.On<int>("x").WhereSuccess().Subscribe(_ => throw new NotSupportedException("typed"));
        client.Realtime.ConnectionChanges.Subscribe(_ => throw new NotSupportedException("state"));
        client.Auth.SessionChanges.Subscribe(_ => throw new NotSupportedException("session"));
        room.Members.Subscribe(_ => throw new NotSupportedException("roster"));
        var numbers = room.On<int>("x").Soon(100);
        await client.Realtime.Connect().ShouldSucceed();
        for (var i = 0; i < 100; i++) await room.Send("x", i).ShouldSucceed();
        await numbers;
        // a command of its own: by its end everything before it has been delivered as well
        await room.GetMembers().ShouldSucceed();
        await room.Members.Soon();
    }
}
