using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard;

// A task board for several people. On Windows:     dotnet run --project examples/05-desktop-board
// Elsewhere, with Mono, after 'dotnet build':      mono examples/05-desktop-board/bin/Debug/net472/board.exe
//
// Without arguments it starts a backend of its own (Altogic.Reactive.Backend, a .NET 10 program, as a child process that ends with the
// window) and keeps data and session in the user's folder for such things. A second window on the same folder uses the same backend, and
// starts it again when the first one is closed; to sign in as somebody else give it a folder of its own and the address that stands in
// data/running.json of the first:
//   board.exe --folder DIR --url URL --key desktop-board
//   --url URL --key KEY   use this backend: dotnet run --project Altogic.Reactive.Backend -- serve --app examples/05-desktop-board/altogic.json
//   --folder DIR          where the session is kept, and the data when the backend is its own
//   --trace FILE          write what the window shows, one JSON object a line, for tests
internal static class Program
{
    [STAThread]
    private static int Main(string[] args)
    {
        if (Options.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(Options.Usage);
            return 2;
        }

        Application.EnableVisualStyles();
        Application.SetCompatibleTextRenderingDefault(false);
        using var window = new MainForm(options);
        using var trace = options.Trace is { } file ? new WindowTrace(window, file) : null;
        Application.Run(window);
        return 0;
    }
}
