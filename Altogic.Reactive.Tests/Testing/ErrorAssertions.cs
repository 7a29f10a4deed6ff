using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Checks that a refusal has the one shape that all have (errors §1.1).</summary>
internal static class ErrorAssertions
{
    /// <param name="body">The body of the answer.</param>
    /// <param name="context">What was asked, for the message of the failure.</param>
    public static void AssertIsError(string body, string context)
    {
        JsonNode? json = null;
        Assert.That(() => json = JsonNode.Parse(body), Throws.Nothing, context);
        Assert.That(json?["errors"] as JsonArray, Is.Not.Null.And.Not.Empty, context);
        foreach (var error in json!["errors"]!.AsArray())
        {
            foreach (var member in (string[])["origin", "code", "message"])
                Assert.That(error![member]?.GetValueKind(), Is.EqualTo(JsonValueKind.String), $"{member} in\n{context}");
            Assert.That(error!["details"]?.GetValueKind(), Is.Null.Or.EqualTo(JsonValueKind.Object), context);
        }
    }
}
