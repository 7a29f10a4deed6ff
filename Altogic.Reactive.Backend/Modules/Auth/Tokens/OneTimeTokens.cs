using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth.Tokens;

/// <summary>Tokens that count once, for one purpose and for an hour. Every method runs inside a write.</summary>
internal sealed class OneTimeTokens(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Rows stay behind for a while, so that a late click is told that it is late.</summary>
    private static readonly TimeSpan KeptAfterExpiry = TimeSpan.FromDays(1);

    public string Issue(DbSession db, string purpose, string userId, string target)
    {
        var token = SecretToken.New();
        Issue(db, token, purpose, userId, target);
        return token;
    }

    /// <summary>Makes this very token valid; false when it was issued before.</summary>
    public bool Issue(DbSession db, string token, string purpose, string userId, string target) =>
        TokenTable.Insert(db, new TokenRow(TokenHash.Of(token).ToArray(), purpose, userId, target, Now() + (long)Lifetime.TotalMilliseconds, null));

    /// <summary>The work of <see cref="Issue(DbSession, string, string, string)"/> for nobody, so that an unknown account costs as much as a known one.</summary>
    public void Pretend(DbSession db, string purpose)
    {
        var nobody = SecretToken.New();
        Issue(db, purpose, nobody, nobody);
        TokenTable.DeleteOfUser(db, nobody);
    }

    public static TokenRow? Find(DbSession db, string token) =>
        SecretToken.IsPossible(token) ? TokenTable.Get(db, TokenHash.Of(token).ToArray()) : null;

    /// <summary>The token when it can still be used for this purpose.</summary>
    /// <exception cref="ApiException">It was made for another purpose, or it is unknown, used or expired.</exception>
    public TokenRow Require(DbSession db, string token, string purpose)
    {
        if (Find(db, token) is not { } row || row.UsedAt is not null || IsExpired(row)) throw AuthErrors.InvalidAccessToken();
        return row.Purpose == purpose ? row : throw AuthErrors.InvalidTokenType();
    }

    public bool IsExpired(TokenRow row) => Now() > row.ExpiresAt;

    /// <summary>Whether the token was used so recently that the same click is being repeated.</summary>
    public bool WasUsedWithin(TokenRow row, TimeSpan span) => row.UsedAt is { } used && Now() - used <= (long)span.TotalMilliseconds;

    public void MarkUsed(DbSession db, TokenRow row) => TokenTable.MarkUsed(db, row.Hash, Now());

    public void DeleteOld(DbSession db) => TokenTable.DeleteExpired(db, Now() - (long)KeptAfterExpiry.TotalMilliseconds);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
