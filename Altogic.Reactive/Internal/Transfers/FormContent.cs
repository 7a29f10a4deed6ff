using System.Text;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>A form of texts and files, sent once.</summary>
internal sealed class FormContent : StreamedForm
{
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly Action<int> _advance;

    public FormContent(IReadOnlyList<FormPart> parts, TransferMeter meter, CancellationToken attempt)
        : base(attempt)
    {
        _advance = meter.Begin(total: null);
        _pieces = [.. parts.Select(part => new Piece(part, Head(part.Field, part.FileName, part.ContentType)))];
    }

    protected override long? Length => _pieces.Aggregate((long?)End.Length, static (sum, piece) => sum + piece.Length + LineEnd.Length);

    protected override async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        foreach (var piece in _pieces)
        {
            await output.WriteAsync(piece.Start.AsMemory(), cancellation).ConfigureAwait(false);
            if (piece.Part.Source is { } source)
                await SourceCopy.RunAsync(source, piece.SourceLength, output, _advance, checksum: null, cancellation).ConfigureAwait(false);
            await output.WriteAsync(LineEnd.AsMemory(), cancellation).ConfigureAwait(false);
        }

        await output.WriteAsync(End.AsMemory(), cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private sealed class Piece(FormPart part, byte[] head)
    {
        public FormPart Part => part;

        public long? SourceLength { get; } = part.Source?.FindLength();

        /// <summary>The head, and the text when it is one.</summary>
        public byte[] Start { get; } = part.Text is { } text ? [.. head, .. Encoding.UTF8.GetBytes(text)] : head;

        public long? Length => part.Source is null ? Start.Length : Start.Length + SourceLength;
    }
}
