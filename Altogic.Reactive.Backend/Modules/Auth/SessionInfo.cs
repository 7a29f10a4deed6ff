using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>A session as clients see it (auth §2.2).</summary>
internal sealed record SessionInfo(
    string UserId, string Token, DateTimeOffset CreatedAt, IReadOnlyList<string> AccessGroupKeys, JsonObject UserAgent);
