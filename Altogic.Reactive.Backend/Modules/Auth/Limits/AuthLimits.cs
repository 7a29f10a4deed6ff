using System.Net;
using System.Net.Sockets;

namespace Altogic.Reactive.Backend.Modules.Auth.Limits;

/// <summary>The limits against guessing and flooding (app definition §6.3): per account, per address and per recipient.</summary>
internal sealed class AuthLimits(AuthLimitsDefinition limits, TimeProvider time)
{
    private const int LongestKey = 254;
    private readonly FailureDelay _accounts = new(limits, time);
    private readonly WindowLimit _failures = new(limits.FailuresPerAddress, TimeSpan.FromMinutes(10), time);
    private readonly WindowLimit _signUps = new(limits.SignUpsPerAddress, TimeSpan.FromHours(1), time);
    private readonly WindowLimit _messages = new(limits.MessagesPerAccount, TimeSpan.FromHours(1), time);

    /// <exception cref="ApiException">429 when the account or the address must wait before the next attempt.</exception>
    public void CheckAttempt(string account, string address)
    {
        CheckAddress(address);
        if (limits.Enabled && _accounts.Wait(Key(account)) is { } wait) throw Refusal("Too many failed attempts for this account.", wait);
    }

    /// <exception cref="ApiException">429 when the address must wait.</exception>
    public void CheckAddress(string address)
    {
        if (limits.Enabled && _failures.Wait(Network(address)) is { } wait) throw Refusal("Too many failed attempts from this address.", wait);
    }

    public void Failed(string account, string address)
    {
        _accounts.Failed(Key(account));
        Failed(address);
    }

    public void Failed(string address) => _failures.Count(Network(address));

    public void Succeeded(string account) => _accounts.Succeeded(Key(account));

    /// <exception cref="ApiException">429 when the address made too many accounts.</exception>
    public void TakeSignUp(string address)
    {
        if (limits.Enabled && _signUps.Take(Network(address)) is { } wait) throw Refusal("Too many sign-ups from this address.", wait);
    }

    /// <exception cref="ApiException">429 when the recipient was sent too many messages.</exception>
    public void TakeMessage(string recipient)
    {
        if (limits.Enabled && _messages.Take(recipient) is { } wait) throw Refusal("Too many messages were sent to this account.", wait);
    }

    /// <summary>One household or machine holds a whole /64 of IPv6 addresses, so they count as one.</summary>
    private static string Network(string address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return address;
        if (ip.IsIPv4MappedToIPv6) return ip.MapToIPv4().ToString();
        return ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(ip.GetAddressBytes(), 0, 8) : ip.ToString();
    }

    /// <summary>What was typed in place of an address may be of any length.</summary>
    private static string Key(string account) => account[..Math.Min(account.Length, LongestKey)];

    private static ApiException Refusal(string reason, TimeSpan wait) =>
        new(429, "rate_limit_exceeded", reason + " Try again later.") { RetryAfter = wait };
}
