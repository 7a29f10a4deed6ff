namespace Altogic.Reactive.Tests.Auth;

/// <summary>Answers a server gives.</summary>
internal static class AuthJson
{
    public const string User = """{"_id":"u1","provider":"altogic","email":"a@b.co","name":"Ada"}""";

    public static string Session(string token) => $$"""{"token":"{{token}}","userId":"u1","accessGroupKeys":[]}""";

    public static string Grant(string token) => $$"""{"user":{{User}},"session":{{Session(token)}}}""";

    public const string WithoutSession = $$"""{"user":{{User}},"session":null}""";
}
