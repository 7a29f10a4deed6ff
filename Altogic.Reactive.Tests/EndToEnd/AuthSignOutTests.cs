using Altogic.Reactive.Auth;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Backend.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>The end of sessions as every device of a person learns of it.</summary>
public sealed class AuthSignOutTests
{
    private const string Eve = "eve@example.com";
    private AuthEndToEnd _app = null!;
    private AltogicClient _phone = null!;
    private AltogicClient _desktop = null!;
    private AltogicClient _eve = null!;

    [SetUp]
    public async Task SignIn()
    {
        _app = await AuthEndToEnd.StartAsync(new AuthDefinition { SessionTtlSeconds = 3600 });
        _phone = await _app.SignUpAsync();
        _app.Backend.Time.Advance(TimeSpan.FromSeconds(1));
        _desktop = await _app.SignInAsync();
        _eve = await _app.SignUpAsync(Eve);
    }

    [TearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task SignOut_OfTheOwnSession_EndsItEverywhereAndNoOther()
    {
        var twin = _app.NewClient();
        twin.Auth.SetSession(_phone.Auth.CurrentSession!);
        var changes = Watch(_phone);

        await _phone.Auth.SignOut().ShouldSucceed();

        Assert.That(_phone.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
        AssertEnded(changes);
        await AssertLearnsOfTheEndAsync(twin);
        await AssertIsSignedInAsync(_desktop);
        await AssertIsSignedInAsync(_eve);
    }

    [Test]
    public async Task SignOut_OfAnotherDevice_IsLearntThereWithTheNextCall()
    {
        await _phone.Auth.SignOut(_desktop.Auth.CurrentSession!.Token).ShouldSucceed();

        await AssertLearnsOfTheEndAsync(_desktop);
        await AssertIsSignedInAsync(_phone);
    }

    [Test]
    public async Task SignOut_OfTheOwnSessionByItsToken_ForgetsIt()
    {
        await _phone.Auth.SignOut(_phone.Auth.CurrentSession!.Token).ShouldSucceed();

        Assert.That(_phone.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
    }

    [Test]
    public async Task SignOut_OfSomebodyElse_IsNotAllowedAndEndsNothing()
    {
        var error = await _eve.Auth.SignOut(_phone.Auth.CurrentSession!.Token).ShouldFail();

        Assert.That((error.Kind, error.Status, error.HasCode("not_allowed")), Is.EqualTo((ErrorKind.Api, 403, true)));
        await AssertIsSignedInAsync(_eve);
        await AssertIsSignedInAsync(_phone);
    }

    [Test]
    public async Task SignOut_OfATokenNobodyHas_IsDone()
    {
        await _phone.Auth.SignOut("no-such-token").ShouldSucceed();

        await AssertIsSignedInAsync(_phone);
    }

    [Test]
    public async Task SignOutAll_EndsEverySessionOfThePersonAndOfNobodyElse()
    {
        var changes = Watch(_phone);

        await _phone.Auth.SignOutAll().ShouldSucceed();

        Assert.That(_phone.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
        AssertEnded(changes);
        await AssertLearnsOfTheEndAsync(_desktop);
        await AssertIsSignedInAsync(_eve);
    }

    [Test]
    public async Task SignOutAllExceptCurrent_EndsTheOthers()
    {
        var third = await _app.SignInAsync();
        var changes = Watch(_phone);

        await _phone.Auth.SignOutAllExceptCurrent().ShouldSucceed();

        Assert.That(changes.Values, Has.Count.EqualTo(1));
        await AssertIsSignedInAsync(_phone);
        await AssertLearnsOfTheEndAsync(_desktop);
        await AssertLearnsOfTheEndAsync(third);
        await AssertIsSignedInAsync(_eve);
    }

    [Test]
    public async Task GetAllSessions_AreThoseOfAllDevices_WithEnoughToEndOne()
    {
        var sessions = await _phone.Auth.GetAllSessions().ShouldSucceed();
        Assert.That(sessions.Select(session => session.Token), Is.EqualTo(new[] { _phone.Auth.CurrentSession!.Token, _desktop.Auth.CurrentSession!.Token }));
        Assert.That(sessions[0], Is.EqualTo(_phone.Auth.CurrentSession));
        Assert.That(sessions.Select(session => session.UserId), Is.All.EqualTo(_phone.Auth.CurrentUser!.Id));
        Assert.That(sessions[1].CreationDtm - sessions[0].CreationDtm, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(sessions.Select(session => session.UserAgent), Is.All.Not.Null);

        await _phone.Auth.SignOut(sessions[1].Token).ShouldSucceed();

        Assert.That(await _phone.Auth.GetAllSessions().ShouldSucceed(), Has.Count.EqualTo(1));
        await AssertLearnsOfTheEndAsync(_desktop);
    }

    private static IEnumerable<TestCaseData> NeedingASession()
    {
        yield return Case("getUserFromDB", auth => auth.GetUserFromDB().Outcome());
        yield return Case("getAllSessions", auth => auth.GetAllSessions().Outcome());
        yield return Case("signOut", auth => auth.SignOut().Outcome());
        yield return Case("signOutAll", auth => auth.SignOutAll().Outcome());
        yield return Case("signOutAllExceptCurrent", auth => auth.SignOutAllExceptCurrent().Outcome());
        yield return Case("changePassword", auth => auth.ChangePassword("another-1", AuthBackend.Password).Outcome());
        yield return Case("changeEmail", auth => auth.ChangeEmail(AuthBackend.Password, "new@example.com").Outcome());
        yield return Case("changePhone", auth => auth.ChangePhone(AuthBackend.Password, "+905559998877").Outcome());

        static TestCaseData Case(string name, Func<AuthManager, Task<AltogicError?>> call) => new TestCaseData(call).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(NeedingASession))]
    public async Task Operation_OfSignedInPeople_WithoutASession_IsRefused(Func<AuthManager, Task<AltogicError?>> call)
    {
        var error = await call(_app.Auth);

        Assert.That((error!.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Session, 401, ErrorCodes.MissingSessionToken)));
    }

    [TestCaseSource(nameof(NeedingASession))]
    public async Task Operation_OfSignedInPeople_WithAnEndedSession_ForgetsIt(Func<AuthManager, Task<AltogicError?>> call)
    {
        await _phone.Auth.SignOutAllExceptCurrent().ShouldSucceed();
        var changes = Watch(_desktop);

        var error = await call(_desktop.Auth);

        Assert.That((error!.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Session, 401, ErrorCodes.InvalidSessionToken)));
        AssertEnded(changes);
    }

    [Test]
    public async Task Session_NotUsedForItsLifetime_Ends()
    {
        _app.Backend.Time.Advance(TimeSpan.FromMinutes(50));
        await AssertIsSignedInAsync(_phone);
        _app.Backend.Time.Advance(TimeSpan.FromMinutes(50));

        await AssertIsSignedInAsync(_phone);
        await AssertLearnsOfTheEndAsync(_desktop);
    }

    [Test]
    public async Task User_Deleted_EndsEverySession()
    {
        await _phone.Db.Model("users").Object(_phone.Auth.CurrentUser!.Id).Delete().ShouldSucceed();

        await AssertLearnsOfTheEndAsync(_phone);
        await AssertLearnsOfTheEndAsync(_desktop);
        Assert.That((await _app.Auth.SignInWithEmail(AuthBackend.Email, AuthBackend.Password).ShouldFail()).HasCode("invalid_credentials"), Is.True);
    }

    private static RxContractChecker<Session?> Watch(AltogicClient client)
    {
        var changes = new RxContractChecker<Session?>();
        client.Auth.SessionChanges.Subscribe(changes);
        return changes;
    }

    private static async Task AssertIsSignedInAsync(AltogicClient client) =>
        Assert.That((await client.Auth.GetUserFromDB().ShouldSucceed()).Id, Is.EqualTo(client.Auth.CurrentUser!.Id));

    /// <summary>The device believes to be signed in until its next call; then its streams say otherwise.</summary>
    private static async Task AssertLearnsOfTheEndAsync(AltogicClient client)
    {
        var changes = Watch(client);
        Assert.That(client.Auth.CurrentSession, Is.Not.Null);

        var error = await client.Auth.GetUserFromDB().ShouldFail();

        Assert.That((error.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Session, 401, ErrorCodes.InvalidSessionToken)));
        AssertEnded(changes);
        Assert.That(client.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
    }

    private static void AssertEnded(RxContractChecker<Session?> changes)
    {
        Assert.That(changes.Values.Select(session => session is null), Is.EqualTo(new[] { false, true }));
        changes.Verify();
    }
}
