namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Reads the <c>auth</c> section.</summary>
internal static class AuthReader
{
    public static AuthDefinition Read(SectionReader section)
    {
        var fallback = new AuthDefinition();
        var auth = new AuthDefinition
        {
            EmailVerification = section.Flag("emailVerification", fallback.EmailVerification),
            PhoneVerification = section.Flag("phoneVerification", fallback.PhoneVerification),
            SignInCodes = section.OptionalFlag("signInCodes"),
            SignUp = section.Flag("signUp", fallback.SignUp),
            PasswordMinLength = section.Whole("passwordMinLength", fallback.PasswordMinLength),
            CodeLength = section.Whole("codeLength", fallback.CodeLength),
            SessionTtlSeconds = section.OptionalWhole("sessionTtlSeconds"),
            MaxSessionsPerUser = section.OptionalWhole("maxSessionsPerUser"),
            RedirectUrl = section.Text("redirectUrl"),
            ErrorRedirectUrl = section.Text("errorRedirectUrl"),
            RevealAccounts = section.Flag("revealAccounts", fallback.RevealAccounts),
            Providers = section.Named("providers", ReadProvider) ?? fallback.Providers,
            Limits = section.Section("limits") is { } limits ? ReadLimits(limits) : fallback.Limits,
        };
        section.End();
        return auth;
    }

    private static ProviderDefinition ReadProvider(SectionReader section)
    {
        var provider = new ProviderDefinition
        {
            AuthorizeUrl = section.RequiredText("authorizeUrl"),
            TokenUrl = section.RequiredText("tokenUrl"),
            UserInfoUrl = section.Text("userInfoUrl"),
            ClientId = section.RequiredText("clientId"),
            ClientSecret = section.RequiredText("clientSecret"),
            Scopes = section.Texts("scopes"),
        };
        section.End();
        return provider;
    }

    private static AuthLimitsDefinition ReadLimits(SectionReader section)
    {
        var fallback = new AuthLimitsDefinition();
        var limits = new AuthLimitsDefinition
        {
            Enabled = section.Flag("enabled", fallback.Enabled),
            FailuresBeforeDelay = section.Whole("failuresBeforeDelay", fallback.FailuresBeforeDelay),
            FirstDelaySeconds = section.Whole("firstDelaySeconds", fallback.FirstDelaySeconds),
            LongestDelaySeconds = section.Whole("longestDelaySeconds", fallback.LongestDelaySeconds),
            FailuresPerAddress = section.Whole("failuresPerAddress", fallback.FailuresPerAddress),
            SignUpsPerAddress = section.Whole("signUpsPerAddress", fallback.SignUpsPerAddress),
            MessagesPerAccount = section.Whole("messagesPerAccount", fallback.MessagesPerAccount),
        };
        section.End();
        return limits;
    }
}
