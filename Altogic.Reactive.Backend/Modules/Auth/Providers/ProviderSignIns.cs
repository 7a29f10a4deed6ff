using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Links;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>
/// Sign-in with an OAuth 2 or OpenID Connect provider: authorization code with PKCE, then a profile, then an access token that
/// the app exchanges (auth §8). Programs on the user's machine may have the answer sent to themselves (RFC 8252).
/// </summary>
internal sealed class ProviderSignIns(
    AuthDefinition settings, SqliteDatabase database, UserAccounts accounts, OneTimeTokens tokens, HostSecrets secrets,
    ProviderClient client, TimeProvider time, ILogger logger)
{
    public const string SignInAction = "oauth-signin";
    private const string SignUpAction = "oauth-signup";
    private const int LongestState = 512;

    /// <summary>What to say of a provider that the app does not have.</summary>
    public static readonly Outcome UnknownProvider = Outcome.Failure(SignInAction, 400, "The sign-in provider is not known here.");

    /// <summary>Where to send the browser, and what it must carry; or why not.</summary>
    public ProviderStart Start(string provider, string? redirect, string? state, RequestOrigin origin)
    {
        var loopback = redirect is null ? null : RedirectUrl.Loopback(redirect);
        if (redirect is not null && loopback is null)
            return Refuse("The redirect must be an http address of this machine: 127.0.0.1, [::1] or localhost.", null, null);
        if (state?.Length > LongestState) return Refuse($"The state must not be longer than {LongestState} characters.", loopback, null);
        if (!settings.Providers.TryGetValue(provider, out var definition)) return Refuse(UnknownProvider.Error!, loopback, state);
        var trip = ProviderTrip.Start(provider, $"{origin.BaseUrl}/_auth/{provider}/callback", loopback, state, time);
        var url = RedirectUrl.With(
            definition.AuthorizeUrl,
            ("response_type", "code"),
            ("client_id", definition.ClientId),
            ("redirect_uri", trip.CallbackUrl),
            ("scope", definition.Scopes.Count == 0 ? null : string.Join(' ', definition.Scopes)),
            ("state", trip.Id),
            ("code_challenge", trip.Challenge()),
            ("code_challenge_method", "S256"));
        return new ProviderStart(url, trip.Seal(secrets), ProviderTrip.CookieName(trip.Id), null);

        static ProviderStart Refuse(string error, string? redirect, string? state) =>
            new(null, null, null, Outcome.Failure(SignInAction, 400, error) with { Redirect = redirect, State = state });
    }

    /// <summary>Takes the provider's answer.</summary>
    public async Task<Outcome> FinishAsync(string provider, ProviderAnswer answer, CancellationToken cancel)
    {
        var trip = ProviderTrip.Open(answer.Cookie, secrets);
        if (trip is null || answer.State != trip.Id || provider != trip.Provider)
            return Outcome.Failure(SignInAction, 400, "The sign-in was not started in this browser. Start again.");
        var outcome = await ContinueAsync(trip, answer, cancel);
        return outcome with { Redirect = trip.Redirect, State = trip.State };
    }

    private async Task<Outcome> ContinueAsync(ProviderTrip trip, ProviderAnswer answer, CancellationToken cancel)
    {
        try
        {
            if (time.GetUtcNow().ToUnixTimeMilliseconds() > trip.ExpiresAt) throw new ProviderException(400, "The sign-in took too long. Start again.");
            if (!await database.WriteAsync(db => tokens.Issue(db, trip.Id, Purpose.ProviderState, "", ""), cancel))
                throw new ProviderException(400, "The sign-in was completed already. Start again.");
            if (answer.Error is not null) throw new ProviderException(400, Denial(answer));
            if (string.IsNullOrEmpty(answer.Code)) throw new ProviderException(400, "The provider sent no sign-in code.");
            if (!settings.Providers.TryGetValue(trip.Provider, out var definition)) throw new ProviderException(400, UnknownProvider.Error!);
            var profile = await client.ReadProfileAsync(definition, answer.Code, trip.Verifier, trip.CallbackUrl, cancel);
            return await database.WriteAsync(db => Enter(db, trip.Provider, profile), cancel);
        }
        catch (ProviderException e)
        {
            AuthLog.ProviderFailed(logger, trip.Provider, e.Message);
            return Outcome.Failure(SignInAction, e.Status, e.Message);
        }
        catch (ApiException e)
        {
            AuthLog.ProviderFailed(logger, trip.Provider, e.Message);
            return Outcome.Failure(SignUpAction, e.Status, e.Message);
        }
    }

    private static string Denial(ProviderAnswer answer) => answer.Error == "access_denied"
        ? "The sign-in was refused at the provider."
        : "The provider reported an error.";

    private Outcome Enter(DbSession db, string provider, ProviderProfile profile)
    {
        if (IdentityTable.UserOf(db, provider, profile.Id) is { } known && accounts.Get(db, known) is not null)
        {
            accounts.Update(db, known, new JsonObject { [AccountFields.LastLoginAt] = IsoDate.ToText(time.GetUtcNow().ToUnixTimeMilliseconds()) });
            return Granted(db, known, SignInAction);
        }

        if (!settings.SignUp) throw AuthErrors.NotAllowed("New accounts are not accepted.");
        if (profile.Email is { } email && accounts.FindByEmail(db, email) is not null)
            return Outcome.Failure(SignUpAction, 401, "The e-mail address belongs to another account. Sign in the way that account was made.");
        var user = accounts.CreateOfProvider(db, profile.ToUser(provider));
        return Granted(db, user.Text(AccountFields.Id), SignUpAction);
    }

    private Outcome Granted(DbSession db, string userId, string action) =>
        new(action, 200) { AccessToken = tokens.Issue(db, Purpose.Grant, userId, action) };
}
