using System.Reactive.Linq;
using Newtonsoft.Json;

namespace Altogic.Reactive.Examples.Server;

/// <summary>Notes: everybody reads and writes their own. The server says whose they are, not the browser.</summary>
internal static class NoteRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/notes", (Visitor visitor) => visitor.WhoIsSignedInAsync(async userId =>
        {
            var notes = visitor.Client.Db.Model<Note>("notes").Where(n => n.Owner == userId).OrderBy(n => n.Text);
            return WebServer.Answer(await notes.Get(), list => list.Select(n => n.Text));
        }));
        app.MapPost("/notes", (NewNote note, Visitor visitor) => visitor.WhoIsSignedInAsync(async userId =>
        {
            var made = visitor.Client.Db.Model<Note>("notes").Create(new Note { Owner = userId, Text = note.Text });
            return WebServer.Answer(await made, n => new { n.Id, n.Text });
        }));
    }

    internal sealed record NewNote(string Text);

    internal sealed class Note
    {
        [JsonProperty("_id")]
        public string? Id { get; set; }

        public string Owner { get; set; } = "";

        public string Text { get; set; } = "";
    }
}
