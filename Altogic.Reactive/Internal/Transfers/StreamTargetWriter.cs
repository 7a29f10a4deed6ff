namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Writes to a stream of the app, which stays open.</summary>
internal sealed class StreamTargetWriter(Stream stream) : TargetWriter
{
    private readonly long _start = stream.CanSeek ? stream.Position : 0;
    private bool _hasBegun;

    public override bool CanStartAgain => !_hasBegun || stream.CanSeek;

    protected override TargetAttempt Open(long? announced)
    {
        if (_hasBegun && stream.CanSeek)
        {
            stream.Position = _start;
            stream.SetLength(_start);
        }

        _hasBegun = true;
        if (stream is LimitedMemory memory && announced is { } length) memory.Expect(length);
        return new Attempt(stream);
    }

    private sealed class Attempt(Stream stream) : TargetAttempt(stream)
    {
        public override void End()
        {
            // it is not ours
        }

        protected override void Keep()
        {
            // it is where it belongs
        }
    }
}
