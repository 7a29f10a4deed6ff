using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>One entry of an error answer (errors §1.1).</summary>
internal sealed record ErrorItem(string Origin, string Code, string Message, JsonObject? Details = null)
{
    public const string ClientOrigin = "client_error";
    public const string ServerOrigin = "server_error";
}
