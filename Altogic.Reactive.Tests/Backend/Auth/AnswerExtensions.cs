using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

/// <summary>Reads answers of authentication.</summary>
internal static class AnswerExtensions
{
    public static string Token(this Answer answer) =>
        (string?)answer.Json?["session"]?["token"] ?? throw new AssertionException($"There is no session in {answer}.");

    public static JsonObject User(this Answer answer) =>
        answer.Json?["user"] as JsonObject ?? throw new AssertionException($"There is no user in {answer}.");

    public static string UserId(this Answer answer) => (string)answer.User()["_id"]!;

    /// <summary>The fields that the error items name, in order, between commas.</summary>
    public static string Fields(this Answer answer) =>
        string.Join(',', answer.Json!["errors"]!.AsArray().Select(item => (string?)item!["details"]?["field"]));
}
