using System.Net.WebSockets;
using System.Reactive;
using System.Windows.Input;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Tests.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

/// <summary>Which page is shown, with the session in a file as in the application.</summary>
public sealed class ShellViewModelTests
{
    private TemporaryFolder _folder = null!;
    private StubHttp _http = null!;
    private TestScheduler _time = null!;

    private string SessionFile => Path.Combine(_folder.Path, "session.json");

    [SetUp]
    public void Start() => (_folder, _http, _time) = (new TemporaryFolder(), new StubHttp(), new TestScheduler());

    [TearDown]
    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void SignIn_ShowsTheBoards_AndIsRememberedByTheNextStart()
    {
        _http.On("POST", "/_api/rest/v1/auth/signin-email").Reply(AuthJson.Grant("t1"));
        _http.On("POST", "/_api/rest/v1/db/get-list").Reply("[]");
        using (var client = CreateClient())
        using (var shell = Open(client))
        {
            Execute(((SignInViewModel)shell.Page.Value!).SignIn, new Credentials(" ada@example.com ", "secret-1"));
            Assert.That(shell.Page.Value, Is.InstanceOf<WorkspaceViewModel>());
        }

        using var again = CreateClient();
        using var reopened = Open(again);
        Assert.That(reopened.Page.Value, Is.InstanceOf<WorkspaceViewModel>());
    }

    [Test]
    public void SignOut_ShowsTheSignIn_AndForgetsTheSession()
    {
        _http.On("POST", "/_api/rest/v1/auth/signin-email").Reply(AuthJson.Grant("t1"));
        _http.On("POST", "/_api/rest/v1/auth/signout").Empty();
        _http.On("POST", "/_api/rest/v1/db/get-list").Reply("[]");
        using var client = CreateClient();
        using var shell = Open(client);
        Execute(((SignInViewModel)shell.Page.Value!).SignIn, new Credentials("ada@example.com", "secret-1"));
        Execute(((WorkspaceViewModel)shell.Page.Value!).SignOut, Unit.Default);
        Assert.That(shell.Page.Value, Is.InstanceOf<SignInViewModel>());
        Assert.That(new FileSessionStore(SessionFile).Load()?.Session, Is.Null);
    }

    [Test]
    public void RefusedSignIn_SaysWhy_AndStaysOnThePage()
    {
        _http.On("POST", "/_api/rest/v1/auth/signin-email").Fail(401, "invalid_credentials", "Wrong.");
        using var client = CreateClient();
        using var shell = Open(client);
        var page = (SignInViewModel)shell.Page.Value!;
        Execute(page.SignIn, new Credentials("ada@example.com", "secret-1"));
        Assert.That((shell.Page.Value, page.Error.Value), Is.EqualTo((page, "Wrong.")));
    }

    [TestCase("", "secret-1", "Ada")]
    [TestCase("ada@example.com", "", "Ada")]
    [TestCase("ada@example.com", "secret-1", " ")]
    public void MissingInput_IsSaid_WithoutARequest(string email, string password, string name)
    {
        using var client = CreateClient();
        using var shell = Open(client);
        var page = (SignInViewModel)shell.Page.Value!;
        Execute(page.SignUp, new Credentials(email, password, name));
        Assert.That(page.Error.Value, Does.EndWith("are needed."));
        Assert.That(_http.Requests, Is.Empty);
    }

    private AltogicClient CreateClient() => _http.CreateClient(new AltogicClientOptions
    {
        Scheduler = _time,
        RetryPolicy = RetryPolicy.None,
        SessionStore = new FileSessionStore(SessionFile),
        Realtime = new RealtimeOptions
        {
            Transport = RealtimeTransport.WebSocketOnly,
            WebSocketFactory = (_, _) => Task.FromException<WebSocket>(new WebSocketException("There is no realtime here.")),
        },
    });

    private ShellViewModel Open(AltogicClient client)
    {
        var shell = new ShellViewModel(client, new Schedulers(_time, _time));
        Settle();
        return shell;
    }

    private void Execute(ICommand command, object parameter)
    {
        command.Execute(parameter);
        Settle();
    }

    private void Settle() => _time.AdvanceBy(TimeSpan.FromMilliseconds(50));
}
