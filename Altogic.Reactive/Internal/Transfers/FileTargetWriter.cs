namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Writes beside the file and puts the whole into its place at the end: a failed download leaves everything as it was.</summary>
internal sealed class FileTargetWriter(string path) : TargetWriter
{
    private const int NoBuffer = 1;

    public override bool CanStartAgain => true;

    protected override TargetAttempt Open(long? announced)
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N") + ".part";
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, NoBuffer, useAsync: true);
        return new Attempt(stream, temporary, path);
    }

    private sealed class Attempt(FileStream stream, string temporary, string path) : TargetAttempt(stream)
    {
        private bool _isKept;

        public override void End()
        {
            Stream.Dispose();
            if (!_isKept) File.Delete(temporary);
        }

        protected override void Keep()
        {
            Stream.Dispose();
#if NET
            File.Move(temporary, path, overwrite: true);
#else
            if (File.Exists(path)) File.Replace(temporary, path, null);
            else File.Move(temporary, path);
#endif
            _isKept = true;
        }
    }
}
