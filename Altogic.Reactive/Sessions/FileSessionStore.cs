using System.Globalization;
using System.Text;
using Altogic.Reactive.Internal.Sessions;
using Newtonsoft.Json;

namespace Altogic.Reactive;

/// <summary>
/// Keeps the session in a file that only the current user may read; on Windows its content is encrypted for that user as well.
/// A new file takes the place of the old one in one step, so a crash or a second process never leaves half a file: the last writer wins.
/// A damaged file counts as signed out and is said so in the log. Thread-safe.
/// </summary>
public sealed class FileSessionStore : ISessionStore
{
    // as deep as answers may be, from which users come; not CreateDefault: the settings that the app has for all its JSON are none of ours
    private static readonly JsonSerializer Format = JsonSerializer.Create(new JsonSerializerSettings
    {
        DateParseHandling = DateParseHandling.None,
        NullValueHandling = NullValueHandling.Ignore,
        MaxDepth = 128,
        CheckAdditionalContent = true,
    });

    private readonly OwnerOnlyFile _file;

    /// <summary>Names the file; nothing is read or written yet. Missing folders are made when something is saved.</summary>
    /// <param name="path">For example <c>session.json</c> in the app's data folder.</param>
    /// <exception cref="ArgumentException">The path is empty or not a path.</exception>
    public FileSessionStore(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new ArgumentException("The path of the session file is missing.", nameof(path));
        _file = new OwnerOnlyFile(System.IO.Path.GetFullPath(path));
    }

    /// <summary>The full path of the file.</summary>
    public string Path => _file.Path;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is damaged, or was encrypted for another user.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public StoredSession? Load()
    {
        var bytes = _file.Read();
        if (bytes is null) return null;
        try
        {
            var content = Read<SessionFileContent>(bytes);
            return Unpack(content) ?? throw new InvalidDataException($"The session file {Path} is empty.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new InvalidDataException($"The session file {Path} is damaged.", exception);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(StoredSession state)
    {
        if (state is null) throw new ArgumentNullException(nameof(state));
        _file.Replace(Write(Pack(state)));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be removed.</exception>
    public void Clear() => _file.Delete();

    private static SessionFileContent Pack(StoredSession state)
    {
        if (!DataProtection.IsAvailable) return new SessionFileContent(state.Session, state.User, Protected: null);
        return new SessionFileContent(Session: null, User: null, Convert.ToBase64String(DataProtection.Protect(Write(state))));
    }

    private static StoredSession? Unpack(SessionFileContent? content)
    {
        if (content is null) return null;
        if (content.Protected is null) return new StoredSession(content.Session, content.User);
        return Read<StoredSession>(DataProtection.Unprotect(Convert.FromBase64String(content.Protected)));
    }

    private static T? Read<T>(byte[] bytes)
    {
        using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(bytes)));
        return Format.Deserialize<T>(reader);
    }

    private static byte[] Write(object content)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Format.Serialize(text, content);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
