using System.Reactive.Linq;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of the pages in docs/, compiled and run.</summary>
public sealed class DocumentSnippets
{
    private readonly List<string> _shown = [];
    private AltogicBackend _backend = null!;

    private bool IsSignedIn { get; set; } = true;

    [OneTimeSetUp]
    public async Task Start() => _backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());

    [OneTimeTearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task Errors_AreValues()
    {
        using var client = new AltogicClient(_backend.Url, _backend.ClientKey);

        var (todo, errors) = await client.Db.Model<Todo>("todos").Create(new Todo { Title = "Milk" });
        if (errors is not null && errors.HasCode("not_unique")) AskForAnotherTitle();

        Assert.That((todo?.Title, errors), Is.EqualTo(("Milk", (AltogicError?)null)));
    }

    [Test]
    public async Task Repetitions_AreTheCallersChoice()
    {
        using var client = new AltogicClient(_backend.Url, _backend.ClientKey);
        var visit = new { page = "start" };
        var made =
            client.Db.Model("visits").Create(visit).RetryTransient(new RetryPolicy { MaxAttempts = 5 });
        Assert.That((await made).ValueOrThrow()["page"]!.ToString(), Is.EqualTo("start"));
    }

    [Test]
    public async Task Operations_AreCold()
    {
        using var client = new AltogicClient(_backend.Url, _backend.ClientKey);
        var todo = new Todo { Title = "Bread" };

        var save = client.Db.Model<Todo>("todos").Create(todo);      // nothing is sent
        save.Subscribe(result => Show(result));                      // one request
        await save;                                                  // another one

        Assert.That((await save).ValueOrThrow().Id, Has.Length.EqualTo(24));
    }

    [Test]
    public void State_IsObservedWhereTheViewLives()
    {
        using var client = new AltogicClient(_backend.Url, _backend.ClientKey);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new InlineContext());
        try
        {
            client.Auth.SessionChanges
                .ObserveOn(SynchronizationContext.Current!)
                .Subscribe(session => IsSignedIn = session is not null);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.That(IsSignedIn, Is.False);
    }

    [Test]
    public void ExceptionsOfObservers_ComeToTheApp()
    {
        var reported = new List<Exception>();
        Action<Exception> Report = reported.Add;
        var options = new AltogicClientOptions { OnUnhandledException = exception => Report(exception) };

        using var client = new AltogicClient(_backend.Url, _backend.ClientKey, options);
        using var subscription = client.Auth.SessionChanges.Subscribe(_ => throw new NotSupportedException("observer"));
        Assert.That(reported.Single().Message, Is.EqualTo("observer"));
    }

    private static void AskForAnotherTitle() => Assert.Fail("nothing is unique here");

    private void Show(Result<Todo> result)
    {
        lock (_shown) _shown.Add(result.Match(t => t.Title ?? "", e => e.Message));
    }

    private sealed class InlineContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => d(state);
    }
}
