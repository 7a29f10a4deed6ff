namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// Room on the disk that is kept for moving the log into the database, which may have to grow by as much as the log is long. Without it a
/// disk that is full would stay so: deleting has to be written into the log, too.
/// </summary>
internal sealed class LogReserve(string path)
{
    private const int Step = 4 << 20;
    private const int Least = 2 << 20;
    private const int Margin = 1 << 20;
    private static readonly byte[] Zeros = new byte[64 << 10];
    private long _length = File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Keeps as much as the log is long, and a little more. Does nothing on a disk that has no room for it.</summary>
    public void Follow(long logLength)
    {
        if (logLength + Margin <= _length) return;
        var target = logLength < Margin ? Least : (logLength + Step + Step - 1) / Step * Step;
        try
        {
            using var file = PrivateFiles.Hold(path);
            file.Position = file.Length;
            for (_length = file.Length; _length < target; _length = file.Position) file.Write(Zeros, 0, (int)Math.Min(Zeros.Length, target - _length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever really needs the room is told that there is none. The next try comes when the log has grown again.
            _length = Math.Max(_length, logLength + Margin);
        }
    }

    /// <summary>Gives the room away.</summary>
    public void Release()
    {
        _length = 0;
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then there is no more room than before, and whoever needs it is told so.
        }
    }
}
