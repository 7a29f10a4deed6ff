using Altogic.Reactive.Backend.App.Loading;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks the <c>auth</c> section.</summary>
internal static class AuthRules
{
    public static void Check(AuthDefinition auth, DefinitionProblems problems)
    {
        ValueRules.Between(problems, "auth.passwordMinLength", auth.PasswordMinLength, 1, 128);
        ValueRules.Between(problems, "auth.codeLength", auth.CodeLength, 4, 12);
        ValueRules.AtLeast(problems, "auth.sessionTtlSeconds", auth.SessionTtlSeconds, 1);
        ValueRules.AtLeast(problems, "auth.maxSessionsPerUser", auth.MaxSessionsPerUser, 1);
        ValueRules.AnyUrl(problems, "auth.redirectUrl", auth.RedirectUrl);
        ValueRules.AnyUrl(problems, "auth.errorRedirectUrl", auth.ErrorRedirectUrl);
        CheckLimits(auth.Limits, problems);
        foreach (var (name, provider) in auth.Providers) CheckProvider($"auth.providers.{name}", name, provider, problems);
        foreach (var twins in auth.Providers.Keys.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            problems.Add($"auth.providers.{twins.Last()}", $"the provider \"{twins.First()}\" is there twice: keep one of them.");
    }

    private static void CheckProvider(string path, string name, ProviderDefinition provider, DefinitionProblems problems)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
            problems.Add(path, "the name of a provider stands in an address: use lower-case letters, digits, - and _ only.");
        ValueRules.HttpUrl(problems, path + ".authorizeUrl", provider.AuthorizeUrl);
        ValueRules.HttpUrl(problems, path + ".tokenUrl", provider.TokenUrl);
        if (provider.UserInfoUrl is { } userInfoUrl) ValueRules.HttpUrl(problems, path + ".userInfoUrl", userInfoUrl);
        if (string.IsNullOrWhiteSpace(provider.ClientId)) problems.Add(path + ".clientId", "is empty: take it from the provider's console.");
        KeyRules.CheckSecret(problems, path + ".clientSecret", provider.ClientSecret);
    }

    private static void CheckLimits(AuthLimitsDefinition limits, DefinitionProblems problems)
    {
        ValueRules.AtLeast(problems, "auth.limits.failuresBeforeDelay", limits.FailuresBeforeDelay, 1);
        ValueRules.AtLeast(problems, "auth.limits.firstDelaySeconds", limits.FirstDelaySeconds, 1);
        ValueRules.AtLeast(problems, "auth.limits.longestDelaySeconds", limits.LongestDelaySeconds, limits.FirstDelaySeconds);
        ValueRules.AtLeast(problems, "auth.limits.failuresPerAddress", limits.FailuresPerAddress, 1);
        ValueRules.AtLeast(problems, "auth.limits.signUpsPerAddress", limits.SignUpsPerAddress, 1);
        ValueRules.AtLeast(problems, "auth.limits.messagesPerAccount", limits.MessagesPerAccount, 1);
    }
}
