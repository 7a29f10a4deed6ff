using System.Collections.Concurrent;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>
/// The files of uploads to endpoints: on disk while their call lasts, readable by whoever knows the key in their address, gone
/// afterwards.
/// </summary>
internal sealed class CallFiles
{
    /// <summary>What their addresses begin with; the key follows.</summary>
    public const string Path = "/_api/rest/v1/call-files";

    private readonly ConcurrentDictionary<string, CallFile> _files = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly Func<string, FileStream> _create;
    private readonly ILogger _log;

    /// <summary>Whatever an earlier process left in the folder belongs to no call any more.</summary>
    /// <param name="folder">Created when missing.</param>
    /// <param name="create">Makes a file that did not exist.</param>
    /// <param name="log">Where failures go.</param>
    public CallFiles(string folder, Func<string, FileStream> create, ILogger<CallFiles> log)
    {
        (_folder, _create, _log) = (folder, create, log);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        PrivateFiles.CreateDirectory(folder);
    }

    /// <summary>The file with this key; null when its call is over, or there never was one.</summary>
    public CallFile? Find(string key) => _files.GetValueOrDefault(key);

    /// <summary>Takes the files of one call, together at most so many bytes.</summary>
    public CallUploads Begin(string baseUrl, long limit) => new(this, baseUrl + Path + "/", limit);

    internal FileStream Create(string path) => _create(path);

    /// <summary>Deletes files of calls that have ended. The answer may be under way: one that cannot be deleted waits for the next start.</summary>
    internal void Delete(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                ServiceLog.FileNotRemoved(_log, e);
            }
        }
    }

    internal string NewPath() => System.IO.Path.Combine(_folder, Guid.NewGuid().ToString("N"));

    internal void Add(string key, CallFile file) => _files[key] = file;

    internal void Remove(string key) => _files.TryRemove(key, out _);
}
