using System.Security.Cryptography;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth.Tokens;

/// <summary>Codes sent to phones: they count once, for ten minutes and five tries. Every method runs inside a write.</summary>
internal sealed class OneTimeCodes(HostSecrets secrets, int length, TimeProvider time)
{
    public const int Tries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>A new code; it takes the place of the one before.</summary>
    public string Issue(DbSession db, string phone, string purpose, string userId)
    {
        var code = SecretToken.NewCode(length);
        var expiresAt = Now() + (long)Lifetime.TotalMilliseconds;
        CodeTable.Set(db, new CodeRow(phone, purpose, userId, secrets.HashCode(phone, purpose, userId, code), 0, expiresAt));
        return code;
    }

    /// <summary>The work of <see cref="Issue"/> for nobody.</summary>
    public void Pretend(DbSession db, string phone, string purpose)
    {
        var nobody = SecretToken.New();
        Issue(db, phone, purpose, nobody);
        CodeTable.DeleteOfUser(db, nobody);
    }

    /// <summary>What the code was sent for, using it up; as <see cref="Match"/> otherwise.</summary>
    public CodeRow? Redeem(DbSession db, string phone, string code, params ReadOnlySpan<string> purposes)
    {
        var match = Match(db, phone, code, purposes);
        if (match is not null) CodeTable.Delete(db, match);
        return match;
    }

    /// <summary>
    /// What the code was sent for; null when it is none of the phone's codes for these purposes. A wrong code counts against all of
    /// them, so the write must not be undone afterwards.
    /// </summary>
    public CodeRow? Match(DbSession db, string phone, string code, params ReadOnlySpan<string> purposes)
    {
        var rows = new List<CodeRow>();
        foreach (var purpose in purposes) rows.AddRange(CodeTable.Of(db, phone, purpose));
        var now = Now();
        CodeRow? match = null;
        foreach (var row in rows)
        {
            var hash = secrets.HashCode(row.Phone, row.Purpose, row.UserId, code);
            var alive = row.Tries < Tries && now <= row.ExpiresAt;
            if (CryptographicOperations.FixedTimeEquals(hash, row.Hash) && alive) match = row;
        }

        if (match is not null) return match;
        foreach (var row in rows) CodeTable.CountTry(db, row);
        return null;
    }

    public void DeleteOld(DbSession db) => CodeTable.DeleteExpired(db, Now());

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
