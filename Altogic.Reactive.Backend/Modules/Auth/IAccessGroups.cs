using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>Sets the access groups of users, which no client can (app definition §6.4).</summary>
internal interface IAccessGroups
{
    /// <exception cref="ApiException">The user or a group is unknown.</exception>
    Task<JsonObject> SetByEmailAsync(string email, IReadOnlyList<string> groups);
}
