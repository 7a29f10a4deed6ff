namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Writes to a stream of the app, which stays open.</summary>
internal sealed class StreamTargetWriter(Stream stream) : TargetWriter
{
    private readonly long _start = stream.CanSeek ? stream.Position : 0;
    private bool _hasBegun;

    public override bool CanStartAgain => !_hasBegun || stream.CanSeek;

    protected override Stream Open()
    {
        if (_hasBegun && stream.CanSeek)
        {
            stream.Position = _start;
            stream.SetLength(_start);
        }

        _hasBegun = true;
        return stream;
    }

    protected override void Keep(Stream stream)
    {
        // it is where it belongs
    }

    protected override void Close(Stream stream)
    {
        // it is not ours
    }
}
