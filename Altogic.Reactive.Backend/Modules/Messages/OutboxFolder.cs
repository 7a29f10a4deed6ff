using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>Writes each message into a file of its own; the default where neither mail nor text messages are configured.</summary>
internal sealed class OutboxFolder : IMessageSender
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new InstantConverter() },
    };

    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _counter;

    public OutboxFolder(string path)
    {
        Path = path;
        PrivateFiles.CreateDirectory(path);
    }

    public string Path { get; }

    /// <summary>Completes when the next message is written.</summary>
    public Task NextMessage => Volatile.Read(ref _next).Task;

    public bool IsRemote(string channel) => false;

    public static OutgoingMessage Read(string file) =>
        JsonSerializer.Deserialize<OutgoingMessage>(File.ReadAllBytes(file), Json)
        ?? throw new InvalidDataException($"{file} is not a message.");

    public static byte[] ToJson(OutgoingMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);

    /// <summary>The files, oldest first.</summary>
    public IReadOnlyList<string> Files()
    {
        var files = Directory.GetFiles(Path, "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    public async Task SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        await PrivateFiles.WriteAtomicallyAsync(System.IO.Path.Combine(Path, FileName(message)), ToJson(message), cancel);
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    // The counter keeps messages of one millisecond in order, the template tells people what they look at.
    private string FileName(OutgoingMessage message) => string.Create(
        CultureInfo.InvariantCulture,
        $"{message.CreatedAt.UtcDateTime:yyyyMMdd'T'HHmmss.fff'Z'}-{Interlocked.Increment(ref _counter):D8}-{message.Template}.json");
}
