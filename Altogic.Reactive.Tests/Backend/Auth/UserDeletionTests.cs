using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class UserDeletionTests
{
    private static readonly AuthDefinition Confirming = new() { EmailVerification = true, RedirectUrl = "http://127.0.0.1:3000/" };

    [Test]
    public async Task DeletedUser_LosesSessionsPasswordAndLinks()
    {
        await using var backend = await AuthBackend.StartAsync(Confirming);
        await backend.ConfirmedSignUpAsync();
        var signIn = await backend.SignInAsync();
        await backend.PostAsync("send-reset?email=" + AuthBackend.Email);
        await backend.PostAsync("send-magic?email=" + AuthBackend.Email);
        var database = backend.Fixture.Service<SqliteDatabase>();

        await database.WriteAsync(db => backend.Fixture.Service<IUserDocuments>().Delete(db, signIn.UserId()));

        Assert.That((await backend.GetAsync("user", signIn.Token())).Code, Is.EqualTo("invalid_session_token"));
        Assert.That((await backend.SignInAsync()).Code, Is.EqualTo("invalid_credentials"));
        Assert.That((await backend.FollowAsync(backend.Message("magicLink").Link!))["status"], Is.EqualTo("400"));
        Assert.That(
            (await backend.PostAsync("reset-pwd?key=" + backend.Message("resetPassword").AccessToken, new JsonObject { ["newPassword"] = "another-1" })).Code,
            Is.EqualTo("invalid_access_token"));
        Assert.That(database.Read(db => CredentialTable.Get(db, signIn.UserId())), Is.Null);
        Assert.That((await backend.SignUpAsync()).Status, Is.EqualTo(200), "the address is free again");
    }

    [Test]
    public async Task DeletedThroughTheDatabase_TheSessionEndsAtOnce()
    {
        await using var backend = await AuthBackend.StartAsync();
        var signUp = await backend.SignUpAsync();

        var deleted = await backend.Fixture.PostAsync(
            "/_api/rest/v1/db/object/delete",
            new JsonObject { ["options"] = new JsonObject(), ["id"] = signUp.UserId(), ["model"] = "users" }, signUp.Token());

        Assert.That(deleted.Status, Is.EqualTo(200), deleted.Text);
        Assert.That((await backend.GetAsync("user", signUp.Token())).Code, Is.EqualTo("invalid_session_token"));
    }
}
