using System.Buffers;

namespace Altogic.Reactive.Backend.Stores;

/// <summary>The shared pool for arrays up to 1 MiB; larger ones are made and left to the collector, for the pool would keep them for good.</summary>
internal static class SharedBytes
{
    public const int Largest = 1024 * 1024;

    public static byte[] Rent(int size) => size > Largest ? GC.AllocateUninitializedArray<byte>(size) : ArrayPool<byte>.Shared.Rent(size);

    public static void Return(byte[] bytes)
    {
        if (bytes.Length <= Largest) ArrayPool<byte>.Shared.Return(bytes);
    }
}
