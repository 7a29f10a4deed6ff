using Altogic.Reactive.Backend.App.Loading;
using Altogic.Reactive.Backend.Modules.Messages;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks what a definition means; the same for files and for definitions built in code.</summary>
internal static class AppDefinitionValidator
{
    /// <exception cref="AppDefinitionException">The definition has mistakes.</exception>
    public static void Validate(AppDefinition app, IReadOnlyCollection<string> codeServices)
    {
        var problems = new DefinitionProblems(app.Source);
        Validate(app, codeServices, problems);
        problems.ThrowIfAny();
    }

    /// <param name="app">The definition.</param>
    /// <param name="codeServices">The services written in C#; null leaves the names of services unchecked.</param>
    /// <param name="problems">Takes the mistakes.</param>
    public static void Validate(AppDefinition app, IReadOnlyCollection<string>? codeServices, DefinitionProblems problems)
    {
        CheckGeneral(app, problems);
        AuthRules.Check(app.Auth, problems);
        KeyRules.Check(app, problems);
        ModelRules.Check(app, problems);
        ServiceRules.Check(app, codeServices, problems);
        LimitRules.Check(app.Limits, problems);
    }

    private static void CheckGeneral(AppDefinition app, DefinitionProblems problems)
    {
        if (string.IsNullOrWhiteSpace(app.Name)) problems.Add("name", "is empty: give the app a name, or leave it out.");
        ValueRules.HttpUrl(problems, "publicUrl", app.PublicUrl);
        if (app.SmtpUrl is not null && SmtpAddress.Parse(app.SmtpUrl, out var reason) is null) problems.Add("mail.smtp", reason!);
        if (app.MailFrom is not null && !System.Net.Mail.MailAddress.TryCreate(app.MailFrom, out _))
            problems.Add("mail.from", "is not an e-mail address: write it like \"shop@example.com\" or \"Shop <shop@example.com>\".");
        ValueRules.HttpUrl(problems, "sms.url", app.SmsUrl);
        ValueRules.Names(problems, "accessGroups", app.AccessGroups, i => i, "access group", StringComparer.Ordinal);
    }
}
