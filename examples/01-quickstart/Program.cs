using System.Globalization;
using System.Reactive.Linq;
using Altogic.Reactive;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Database;
using Altogic.Reactive.Examples;
using Altogic.Reactive.Examples.Quickstart;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var watch = System.Diagnostics.Stopwatch.StartNew();

// A real backend in this process: SQLite in a temporary folder, a port the system picks. Point the client anywhere else instead.
await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
using var client = new AltogicClient(backend.Url, backend.ClientKey);
Say.Step($"Backend ready on {backend.Url}");

// Sessions are a stream: it says where we are now, and then everything that happens.
using var sessions = client.Auth.SessionChanges.Subscribe(s =>
    Say.Note("session", s is null ? "signed out" : $"signed in as user {s.UserId}"));

Say.Step("Sign up and sign in");
(await client.Auth.SignUpWithEmail("ada@example.com", "secret-1", "Ada")).ValueOrThrow();
(await client.Auth.SignOut()).ValueOrThrow();
(await client.Auth.SignInWithEmail("ada@example.com", "secret-1")).ValueOrThrow();

Say.Step("Create 300 books by 12 authors, each durable before it is acknowledged");
var authors = (await client.Db.Model<Author>("authors").Create(Library.Authors())).ValueOrThrow();
await Say.Out.Progress().HideCompleted(false).StartAsync(async progress =>
{
    var task = progress.AddTask("books", maxValue: 300);
    await Library.Books(authors)
        .ToObservable()
        .Select(book => client.Db.Model<Book>("books").Create(book))
        .Merge(maxConcurrent: 16)
        .ValueOrThrow()
        .Do(_ => task.Increment(1))
        .LastAsync();
});
Say.Note("books", "300 created");

var books = client.Db.Model<Book>("books");

Say.Step("Filter: long books since 1990, best rated first");
var since = 1990;
var found = (await books.Where(b => b.Year >= since && b.Pages > 700).OrderByDescending(b => b.Rating).Limit(5).Get()).ValueOrThrow();
Say.Table(["title", "year", "pages", "rating"], found.Select(b => new[] { b.Title, $"{b.Year}", $"{b.Pages}", $"{b.Rating:0.0}" }));

Say.Step("Lookup: the same books with their authors in place of the ids");
var country = "Norway";
var withAuthors = (await client.Db.Model("books").Lookup("author").Filter($"author.country == {country} && pages > 700").Limit(3).Get()).ValueOrThrow();
Say.Table(["title", "author"], withAuthors.Select(b => new[] { (string?)b["title"] ?? "", $"{b["author"]?["name"]} ({b["author"]?["country"]})" }));

Say.Step("Compute: books and average rating per genre");
var genres = (await books.Group("genre").Compute(
    GroupComputation.Count("books", SortDirection.Descending),
    GroupComputation.Avg("rating", "rating"))).ValueOrThrow();
Say.Table(["genre", "books", "rating"], genres.Select(g => new[] { g.Key<string>()!, $"{g["books"]}", $"{g.Value<double>("rating"):0.00}" }));

Say.Step("Stream all pages: the next page is asked for when the last one was used");
await books.OrderBy(b => b.Title).Page(50).ToObservable()
    .ValueOrThrow()
    .Do(page => Say.Note("page", $"{page.Number} of {page.TotalPages}: \"{page.Items[0].Title}\" … \"{page.Items[^1].Title}\""))
    .Sum(page => page.Items.Sum(b => b.Pages))
    .Do(pages => Say.Note("sum", $"{pages:#,0} printed pages"));

Say.Step("Failures are values: a filter with a mistake in it");
var (_, errors) = await books.Filter("pages = 3").Get();
Say.Note(errors!.Items[0].Code, errors.Message);

Say.Step("Sign out");
(await client.Auth.SignOut()).ValueOrThrow();
Say.Step($"Done in {watch.Elapsed.TotalSeconds:0.0} s");
