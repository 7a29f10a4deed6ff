using System.Globalization;
using System.Reactive.Subjects;
using System.Text;
using Spectre.Console;

namespace Altogic.Reactive.Examples.Chat;

/// <summary>A terminal window with a line to type in: one person, one room, until the line says /quit.</summary>
internal static class Window
{
    public static async Task RunAsync(string url, string key, string name, string room)
    {
        using var client = new AltogicClient(url, key);
        var chat = new ChatRoom(client, name, room);
        using var keys = new Subject<char>();
        var (input, gate) = (new StringBuilder(), new Lock());
        void Show(string line)
        {
            lock (gate)
            {
                Console.Write("\r\x1b[K");
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[{(line[0] is '*' or '!' or '…' ? "grey" : "white")}]{line}[/]");
                Console.Write("> " + input);
            }
        }

        void ShowPresent(IReadOnlyList<string> present)
        {
            if (present.Count > 0) Show($"* here: {string.Join(", ", present)}");
        }

        using var inRoom = chat.Enter(Show, ShowPresent);
        using var typing = chat.ReportTyping(keys, Show);
        Show($"* {name} in {room}; /quit ends");
        while (true)
        {
            var pressed = await Task.Run(() => Console.ReadKey(intercept: true));
            string? line = null;
            lock (gate)
            {
                if (pressed.Key == ConsoleKey.Enter)
                {
                    line = input.ToString();
                    input.Clear();
                }
                else if (pressed.Key == ConsoleKey.Backspace && input.Length > 0)
                {
                    input.Length--;
                }
                else if (!char.IsControl(pressed.KeyChar))
                {
                    input.Append(pressed.KeyChar);
                }

                Console.Write("\r\x1b[K> " + input);
            }

            if (line == "/quit") return;
            if (string.IsNullOrWhiteSpace(line)) keys.OnNext(pressed.KeyChar);
            else chat.Say(line).Subscribe(result => ChatRoom.ShowFailure(result, Show));
        }
    }
}
