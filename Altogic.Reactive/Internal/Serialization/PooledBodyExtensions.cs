namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Looks at a body without parsing it.</summary>
internal static class PooledBodyExtensions
{
    private const int LargestArray = 0x7FFFFFC7;

    /// <summary>The first byte that is not white space; 0 when there is none.</summary>
    public static byte FirstByte(this PooledBody body)
    {
        foreach (var piece in body.Pieces)
        {
            for (var index = 0; index < piece.Count; index++)
            {
                var value = piece.Array![piece.Offset + index];
                if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return value;
            }
        }

        return 0;
    }

    /// <summary>The bytes in one piece of their own.</summary>
    /// <exception cref="AnswerTooLargeException">There are more than an array can hold.</exception>
    public static byte[] ToArray(this PooledBody body)
    {
        if (body.Length > LargestArray) throw new AnswerTooLargeException(LargestArray);
        var bytes = new byte[(int)body.Length];
        var length = 0;
        foreach (var piece in body.Pieces)
        {
            Buffer.BlockCopy(piece.Array!, piece.Offset, bytes, length, piece.Count);
            length += piece.Count;
        }

        return bytes;
    }
}
