namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Writes beside the file and puts the whole into its place at the end: a failed download leaves everything as it was.</summary>
internal sealed class FileTargetWriter(string path) : TargetWriter
{
    private const int NoBuffer = 1;

    private string? _temporary;

    public override bool CanStartAgain => true;

    protected override Stream Open()
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N") + ".part";
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, NoBuffer, useAsync: true);
        _temporary = temporary;
        return stream;
    }

    protected override void Keep(Stream stream)
    {
        stream.Dispose();
#if NET
        File.Move(_temporary!, path, overwrite: true);
#else
        if (File.Exists(path)) File.Replace(_temporary!, path, null);
        else File.Move(_temporary!, path);
#endif
        _temporary = null;
    }

    protected override void Close(Stream stream)
    {
        stream.Dispose();
        if (_temporary is not null) File.Delete(_temporary);
        _temporary = null;
    }
}
