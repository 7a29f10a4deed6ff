using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Modules.Auth.UserAgents;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth.Sessions;

/// <summary>
/// Opens, finds and closes sessions. What changes them runs inside a write and takes effect in memory once it is durable,
/// before the caller hears of it: a session that was closed is never found again.
/// </summary>
internal sealed class SessionRegistry(
    SqliteDatabase database, HostSecrets secrets, AuthDefinition settings, TimeProvider time, UserEvents? events = null, SessionCache? cache = null)
    : ISessions
{
    private const int Remembered = 200_000;
    private const int AtOnce = 1000;
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromMinutes(5);
    private readonly UserEvents _events = events ?? new UserEvents();
    private readonly SessionCache _cache = cache ?? new SessionCache(Remembered);
    private readonly long? _lifetime = settings.SessionTtlSeconds * 1000L;

    /// <inheritdoc/>
    public SessionInfo? Find(string token)
    {
        if (!SecretToken.IsPossible(token)) return null;
        var hash = TokenHash.Of(token);
        var session = _cache.Find(hash) ?? Load(hash, token);
        var now = Now();
        if (session is null || now - session.LastUsedAt > _lifetime) return null;

        // Where sessions do not end by themselves, nobody asks when they were used.
        if (_lifetime is not null) session.Use(now);
        return session.Info;
    }

    /// <summary>Opens a session of a user, with the groups the user has now; drops the oldest when there are too many.</summary>
    public SessionInfo Open(DbSession db, JsonObject user, string userAgent)
    {
        var token = SecretToken.New();
        var hash = TokenHash.Of(token);
        var userId = user.Text(AccountFields.Id);
        var now = Now();
        var info = new SessionInfo(
            userId, token, DateTimeOffset.FromUnixTimeMilliseconds(now), user.Groups(), UserAgentParser.Parse(userAgent).ToJson());
        if (settings.MaxSessionsPerUser is { } most) CloseAfterCommit(db, SessionTable.DeleteOldest(db, userId, Math.Max(0, most - 1)));
        SessionTable.Insert(
            db,
            new SessionRow(
                hash.ToArray(), userId, secrets.SealSession(token, userId), now, now,
                JsonSerializer.Serialize(info.AccessGroupKeys), info.UserAgent.ToJsonString()));
        db.AfterCommit(() => _cache.Add(hash, new LiveSession(info, now, now)));
        _events.Raise(db, new UserEvent(UserEvent.SignIn, userId, SessionJson.Of(info)));
        return info;
    }

    /// <summary>The sessions of a user, oldest first.</summary>
    public IReadOnlyList<SessionInfo> OfUser(string userId)
    {
        var rows = database.Read(db => SessionTable.OfUser(db, userId));
        var alive = rows.Where(row => !(Now() - LastUse(row) > _lifetime));
        return [.. alive.Select(row => (row, token: secrets.OpenSession(row.SealedToken, row.UserId)))
            .Where(pair => pair.token is not null)
            .Select(pair => ToInfo(pair.row, pair.token!))];
    }

    /// <summary>Whose session this token belongs to; null when it is unknown.</summary>
    public static string? OwnerOf(DbSession db, string token) => SessionTable.Get(db, TokenHash.Of(token).ToArray())?.UserId;

    public void Close(DbSession db, string token) => CloseAfterCommit(db, SessionTable.Delete(db, TokenHash.Of(token).ToArray()));

    public void CloseAll(DbSession db, string userId) => CloseAfterCommit(db, SessionTable.DeleteOfUser(db, userId));

    public void CloseOthers(DbSession db, string userId, string keep) =>
        CloseAfterCommit(db, SessionTable.DeleteOthersOfUser(db, userId, TokenHash.Of(keep).ToArray()));

    /// <summary>Writes down when sessions were last used, and drops those that ended; in parts, so that other writes get their turn.</summary>
    public async Task SaveAsync()
    {
        if (_lifetime is not { } lifetime) return;
        foreach (var part in _cache.Entries.Where(entry => entry.Value.IsUnsaved).Chunk(AtOnce))
            await database.WriteAsync(db => Touch(db, part));

        // The margin keeps away from sessions that are being used while this runs.
        var ended = Now() - lifetime - (long)ExpiryMargin.TotalMilliseconds;
        while (await database.WriteAsync(db => CloseAfterCommit(db, SessionTable.DeleteUnusedSince(db, ended, AtOnce))) == AtOnce)
        {
        }
    }

    private static int Touch(DbSession db, KeyValuePair<TokenHash, LiveSession>[] sessions)
    {
        foreach (var (hash, session) in sessions)
        {
            var lastUsedAt = session.LastUsedAt;
            SessionTable.Touch(db, hash.ToArray(), lastUsedAt);
            db.AfterCommit(() => session.Saved(lastUsedAt));
        }

        return sessions.Length;
    }

    private LiveSession? Load(TokenHash hash, string token)
    {
        while (true)
        {
            var closings = _cache.Closings;
            if (database.Read(db => SessionTable.Get(db, hash.ToArray())) is not { } row) return null;

            // Sealed with another host key: keys.json was replaced, and with it every session ended.
            if (secrets.OpenSession(row.SealedToken, row.UserId) != token) return null;
            var session = new LiveSession(ToInfo(row, token), row.LastUsedAt, row.LastUsedAt);
            if (_cache.TryAddRead(hash, session, closings)) return _cache.Find(hash) ?? session;
        }
    }

    private long LastUse(SessionRow row) => _cache.Find(TokenHash.From(row.Hash))?.LastUsedAt ?? row.LastUsedAt;

    /// <summary>How many these are.</summary>
    private int CloseAfterCommit(DbSession db, List<SessionRow> rows)
    {
        if (rows.Count == 0) return 0;
        db.AfterCommit(() => _cache.Close(rows.Select(row => row.Hash)));
        _events.Raise(db, [.. rows.Select(SignOut).OfType<UserEvent>()]);
        return rows.Count;
    }

    /// <summary>Null for a session that another host key sealed: nobody can be using it.</summary>
    private UserEvent? SignOut(SessionRow row) => secrets.OpenSession(row.SealedToken, row.UserId) is { } token
        ? new UserEvent(UserEvent.SignOut, row.UserId, SessionJson.Of(ToInfo(row, token))) { EndedToken = token }
        : null;

    private static SessionInfo ToInfo(SessionRow row, string token) => new(
        row.UserId, token, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
        JsonSerializer.Deserialize<string[]>(row.AccessGroups)!, UserAgentInfo.FromJson(row.UserAgent).ToJson());

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
