using System.Runtime.InteropServices;

namespace Altogic.Reactive.Backend.Modules.Auth.Passwords;

/// <summary>Lowers the calling thread's share of the processor where .NET's own thread priority has no effect.</summary>
internal static class ThreadNiceness
{
    private const int ThisProcessOrThread = 0;

    // A third of a normal thread's share. The lowest share of all would starve on a machine that is busy with something else:
    // niceness competes with every process, and sign-ins would wait for minutes.
    private const int Nicer = 5;

    /// <summary>On Linux niceness belongs to the thread; a refusal changes nothing but the share and is not worth an error.</summary>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(ThisProcessOrThread, 0, Nicer);
    }

    [DllImport("libc", EntryPoint = "setpriority", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
