using System.Buffers;
using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Lends Newtonsoft.Json the shared pool, in pieces large enough that a reader seldom has to move its text.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    private const int ReaderBuffer = 4096;

    public static readonly CharPool Instance = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(Math.Max(minimumLength, ReaderBuffer));

    public void Return(char[]? array)
    {
        if (array is not null) ArrayPool<char>.Shared.Return(array);
    }
}
