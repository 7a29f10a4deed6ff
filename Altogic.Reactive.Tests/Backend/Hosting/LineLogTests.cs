using System.Text.Json;
using Altogic.Reactive.Backend.Hosting.Logging;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Backend.Hosting;

public sealed partial class LineLogTests
{
    [Test]
    public async Task Entry_AsJson_IsOneLineWithItsFields()
    {
        var lines = await WriteAsync(LineFormat.Json, log => Entries.Took(log, "r1", 1.23456));
        using var entry = JsonDocument.Parse(lines.Single());
        Assert.That(entry.RootElement.GetProperty("level").GetString(), Is.EqualTo("warn"));
        Assert.That(entry.RootElement.GetProperty("event").GetInt32(), Is.EqualTo(7));
        Assert.That(entry.RootElement.GetProperty("requestId").GetString(), Is.EqualTo("r1"));
        Assert.That(entry.RootElement.GetProperty("milliseconds").GetDouble(), Is.EqualTo(1.235));
        Assert.That(entry.RootElement.GetProperty("message").GetString(), Does.StartWith("r1 took"));
    }

    [Test]
    public async Task Entry_WithAnException_TellsIt()
    {
        var lines = await WriteAsync(LineFormat.Json, log => Entries.Failed(log, new InvalidOperationException("Boom")));
        Assert.That(JsonDocument.Parse(lines.Single()).RootElement.GetProperty("error").GetString(), Does.Contain("Boom"));
    }

    [Test]
    public async Task Entry_AsText_IsReadable()
    {
        var lines = await WriteAsync(LineFormat.Plain, log => Entries.Ready(log, "http://x"));
        Assert.That(lines.Single(), Does.Match(@"^\d\d:\d\d:\d\d\.\d{3} info  LineLogTests: Ready at http://x$"));
    }

    [Test]
    public async Task Entry_BelowTheLevel_IsLeftOut() =>
        Assert.That(await WriteAsync(LineFormat.Json, Entries.Detail), Is.Empty);

    [Test]
    public async Task Writer_ThatFails_StopsTheLogAndNothingElse()
    {
        var output = new BrokenWriter();
        var log = new LineLog(output, LineFormat.Json, LogLevel.Information);
        for (var i = 0; i < 20_000; i++) Entries.Ready(log.CreateLogger("x"), "http://x");
        await log.DisposeAsync();
        Assert.That(output.Attempts, Is.EqualTo(1));
    }

    private static async Task<string[]> WriteAsync(LineFormat format, Action<ILogger> write)
    {
        var output = new StringWriter();
        await using (var log = new LineLog(output, format, LogLevel.Information)) write(log.CreateLogger("Altogic.Reactive.LineLogTests"));
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public int Attempts { get; private set; }

        public override Task WriteLineAsync(string? value)
        {
            Attempts++;
            return Task.FromException(new IOException("closed"));
        }
    }

    private static partial class Entries
    {
        [LoggerMessage(7, LogLevel.Warning, "{RequestId} took {Milliseconds} ms\nreally")]
        public static partial void Took(ILogger logger, string requestId, double milliseconds);

        [LoggerMessage(8, LogLevel.Error, "failed")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(9, LogLevel.Information, "Ready at {Url}")]
        public static partial void Ready(ILogger logger, string url);

        [LoggerMessage(10, LogLevel.Debug, "x")]
        public static partial void Detail(ILogger logger);
    }
}
