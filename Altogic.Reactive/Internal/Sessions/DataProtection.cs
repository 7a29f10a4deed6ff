using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Altogic.Reactive.Internal.Sessions;

/// <summary>The encryption for one user that Windows offers (DPAPI). Other systems offer none without a service, so only file rights protect there.</summary>
internal static class DataProtection
{
    private const int NoUserInterface = 1;

    public static bool IsAvailable { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <exception cref="InvalidDataException">Windows refused.</exception>
    public static byte[] Protect(byte[] plain) => Run(plain, CryptProtectData);

    /// <exception cref="InvalidDataException">It was not encrypted here for this user, or this is not Windows.</exception>
    public static byte[] Unprotect(byte[] secret) => IsAvailable
        ? Run(secret, CryptUnprotectData)
        : throw new InvalidDataException("The session file was encrypted by Windows and can only be read there.");

    private static byte[] Run(byte[] data, CryptFunction function)
    {
        var pinned = GCHandle.Alloc(data, GCHandleType.Pinned);
        var output = default(Blob);
        try
        {
            var input = new Blob { Length = data.Length, Data = pinned.AddrOfPinnedObject() };
            if (!function(ref input, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoUserInterface, ref output))
                throw new InvalidDataException("The session file cannot be encrypted or decrypted for this user.", new Win32Exception());
            var result = new byte[output.Length];
            Marshal.Copy(output.Data, result, 0, output.Length);
            return result;
        }
        finally
        {
            pinned.Free();
            if (output.Data != IntPtr.Zero) LocalFree(output.Data);
        }
    }

    [DllImport("crypt32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool CryptProtectData(
        ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, ref Blob output);

    [DllImport("crypt32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool CryptUnprotectData(
        ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, ref Blob output);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);

    private delegate bool CryptFunction(
        ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, ref Blob output);

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Length;
        public IntPtr Data;
    }
}
