using Altogic.Reactive.Backend.Modules.Auth.Limits;

namespace Altogic.Reactive.Backend.Modules.Auth.Passwords;

/// <summary>What came of checking a password.</summary>
/// <param name="IsRight">Whether it was the right one.</param>
/// <param name="NewHash">The hash to store from now on: of the new password, or of the same one with today's parameter. Null keeps the old one.</param>
internal sealed record PasswordVerdict(bool IsRight, string? NewHash);

/// <summary>
/// Checks passwords under the limits. Limits are looked at again when the check's turn comes, and its outcome is counted before
/// the next one begins: a thousand guesses sent at once are counted like a thousand sent one by one.
/// </summary>
internal sealed class PasswordGuard(PasswordQueue queue, AuthLimits limits)
{
    /// <param name="account">What the attempt counts against.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="storedHash">The hash to compare with; null where there is no such account, which costs the same.</param>
    /// <param name="replacement">A new password to hash when the old one is right.</param>
    /// <param name="cancel">Gives up while waiting.</param>
    /// <exception cref="ApiException">429 when the account, the address or the queue has had enough.</exception>
    public async Task<PasswordVerdict> CheckAsync(
        string account, string address, string password, string? storedHash, byte[]? replacement, CancellationToken cancel)
    {
        limits.CheckAttempt(account, address);
        var stored = storedHash is null ? null : PasswordHash.Parse(storedHash);
        var typed = PasswordText.Prepare(password);
        return await queue.RunAsync(
            hasher =>
            {
                limits.CheckAttempt(account, address);
                if (!hasher.Check(typed, stored))
                {
                    limits.Failed(account, address);
                    return new PasswordVerdict(false, null);
                }

                limits.Succeeded(account);
                var toHash = replacement ?? (hasher.IsOutdated(stored!) ? typed : null);
                return new PasswordVerdict(true, toHash is null ? null : hasher.Hash(toHash).Format());
            },
            cancel);
    }

    public Task<string> HashAsync(byte[] password, CancellationToken cancel) => queue.RunAsync(hasher => hasher.Hash(password).Format(), cancel);
}
