using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>The program that created a session, as the server understood its <c>User-Agent</c> header (auth §2.2). Unknown parts are <c>Other</c> and <c>0</c>.</summary>
/// <param name="Family">The browser or program, for example <c>Firefox</c>.</param>
/// <param name="Major">First part of its version.</param>
/// <param name="Minor">Second part of its version.</param>
/// <param name="Patch">Third part of its version.</param>
/// <param name="Device">The device.</param>
/// <param name="OperatingSystem">The operating system; <c>os</c> on the wire.</param>
public sealed record UserAgent(
    string Family, string Major, string Minor, string Patch, UserAgentPart Device, UserAgentPart OperatingSystem)
{
    internal static UserAgent Read(JObject json)
    {
        var self = UserAgentPart.Read(json);
        return new UserAgent(
            self.Family, self.Major, self.Minor, self.Patch, UserAgentPart.Read(json["device"]), UserAgentPart.Read(json["os"]));
    }
}

/// <summary>A device or an operating system with its version.</summary>
/// <param name="Family">Its name, <c>Other</c> when unknown.</param>
/// <param name="Major">First part of the version, <c>0</c> when unknown.</param>
/// <param name="Minor">Second part of the version, <c>0</c> when unknown.</param>
/// <param name="Patch">Third part of the version, <c>0</c> when unknown.</param>
public sealed record UserAgentPart(string Family, string Major, string Minor, string Patch)
{
    internal static UserAgentPart Read(JToken? json) => json is JObject members
        ? new UserAgentPart(
            JsonMembers.Text(members, "family") ?? "Other",
            JsonMembers.Text(members, "major") ?? "0",
            JsonMembers.Text(members, "minor") ?? "0",
            JsonMembers.Text(members, "patch") ?? "0")
        : new UserAgentPart("Other", "0", "0", "0");
}
