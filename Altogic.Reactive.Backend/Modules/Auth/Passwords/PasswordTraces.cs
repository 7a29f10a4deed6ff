using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth.Passwords;

/// <summary>
/// After a password has changed, links and codes sent before must not change it again, lead the account to another address, or
/// let anybody in.
/// </summary>
internal static class PasswordTraces
{
    public static void Drop(DbSession db, string userId)
    {
        TokenTable.DeleteUnusedOfUser(db, userId, Purpose.ResetPassword);
        TokenTable.DeleteUnusedOfUser(db, userId, Purpose.MagicLink);
        TokenTable.DeleteUnusedOfUser(db, userId, Purpose.ChangeEmail);
        TokenTable.DeleteUnusedOfUser(db, userId, Purpose.Grant);
        CodeTable.DeleteOfUser(db, userId, Purpose.ResetPasswordCode);
        CodeTable.DeleteOfUser(db, userId, Purpose.SignInCode);
        CodeTable.DeleteOfUser(db, userId, Purpose.ChangePhone);
    }
}
