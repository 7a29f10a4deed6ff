using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Links;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;
using Altogic.Reactive.Backend.Modules.Auth.Providers;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>Accounts, sessions and everything that opens or closes them: builds the parts and keeps their tables tidy.</summary>
internal sealed class AuthModule : IAsyncDisposable
{
    /// <summary>PBKDF2-HMAC-SHA512 iterations of new hashes; raise it when processors get faster.</summary>
    public const int PasswordIterations = 210_000;
    private static readonly TimeSpan CleanUpEvery = TimeSpan.FromMinutes(1);
    private readonly SqliteDatabase _database;
    private readonly SessionRegistry _sessions;
    private readonly OneTimeTokens _tokens;
    private readonly OneTimeCodes _codes;
    private readonly PasswordQueue _queue;
    private readonly ProviderClient _providerClient;
    private readonly BackgroundSends _background;
    private readonly PeriodicTimer _timer;
    private readonly ILogger _logger;
    private Task? _cleaning;

    public AuthModule(
        AppDefinition app, SqliteDatabase database, IUserDocuments users, ObjectId ids, IMessageSender sender, byte[] hostKey,
        TimeProvider time, ILogger<AuthModule> logger, UserEvents events, int passwordIterations = PasswordIterations)
    {
        var settings = app.Auth;
        var secrets = new HostSecrets(hostKey);
        var messages = new AuthMessages(sender, time);
        var limits = new AuthLimits(settings.Limits, time);
        _database = database;
        _logger = logger;
        _sessions = new SessionRegistry(database, secrets, settings, time, events);
        _tokens = new OneTimeTokens(time);
        _codes = new OneTimeCodes(secrets, settings.CodeLength, time);
        _queue = new PasswordQueue(new PasswordHasher(passwordIterations));
        _providerClient = new ProviderClient(time);
        _timer = new PeriodicTimer(CleanUpEvery, time);
        _background = new BackgroundSends(logger);
        var passwords = new PasswordGuard(_queue, limits);
        Accounts = new UserAccounts(settings, users, _sessions, ids, time, events);
        SignUps = new SignUps(settings, database, Accounts, _sessions, passwords, limits, _tokens, _codes, messages);
        SignIns = new SignIns(settings, database, Accounts, passwords, limits, _tokens, _codes);
        SignOuts = new SignOuts(database, _sessions);
        Requests = new MessageRequests(settings, database, Accounts, limits, _tokens, _codes, messages, _background, logger);
        Resets = new PasswordResets(settings, database, Accounts, passwords, limits, _tokens, _codes);
        Changes = new AccountChanges(settings, database, Accounts, passwords, limits, _tokens, _codes, messages);
        Phones = new PhoneVerification(database, Accounts, limits, _codes);
        Links = new MailLinks(settings, database, Accounts, limits, _tokens, secrets);
        Providers = new ProviderSignIns(settings, database, Accounts, _tokens, secrets, _providerClient, time, logger);
        Groups = new AccessGroups(app, database, Accounts);
    }

    public ISessions Sessions => _sessions;

    public UserAccounts Accounts { get; }

    public SignUps SignUps { get; }

    public SignIns SignIns { get; }

    public SignOuts SignOuts { get; }

    public MessageRequests Requests { get; }

    public PasswordResets Resets { get; }

    public AccountChanges Changes { get; }

    public PhoneVerification Phones { get; }

    public MailLinks Links { get; }

    public ProviderSignIns Providers { get; }

    public AccessGroups Groups { get; }

    /// <summary>The password work done so far, for tests that compare work instead of time.</summary>
    public PasswordHasher Hasher => _queue.Hasher;

    /// <summary>Hashes a text that is not a password, in the same queue and with the same strength.</summary>
    /// <exception cref="ApiException">429 when too much work waits already.</exception>
    public Task<string> HashAsync(byte[] text, CancellationToken cancel) => _queue.RunAsync(hasher => hasher.Hash(text).Format(), cancel);

    /// <summary>Makes the tables and begins to keep them tidy.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await _database.WriteAsync(
            db =>
            {
                AuthSchema.Create(db);
                return true;
            },
            cancel);
        _cleaning = CleanUpRegularlyAsync();
    }

    /// <summary>Writes down last uses and deletes what has expired.</summary>
    public async Task CleanUpAsync()
    {
        await _sessions.SaveAsync();
        await _database.WriteAsync(db =>
        {
            _tokens.DeleteOld(db);
            _codes.DeleteOld(db);
            return true;
        });
    }

    /// <summary>Once no request is under way: the task completes when the messages that wait to be sent are out.</summary>
    public Task DrainAsync() => _background.DrainAsync();

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        _queue.Dispose();
        _providerClient.Dispose();
        await _background.DisposeAsync();
        if (_cleaning is null) return;
        await _cleaning;
        await TryCleanUpAsync();
    }

    private async Task CleanUpRegularlyAsync()
    {
        while (await _timer.WaitForNextTickAsync()) await TryCleanUpAsync();
    }

    private async Task TryCleanUpAsync()
    {
        try
        {
            await CleanUpAsync();
        }
#pragma warning disable CA1031 // a failed round is logged; the next one, or the next start, does its work as well
        catch (Exception e)
#pragma warning restore CA1031
        {
            AuthLog.CleanUpFailed(_logger, e);
        }
    }
}
