using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>The program that created a session, as the server understood its <c>User-Agent</c> header (auth §2.2). Immutable. Unknown parts are <c>Other</c> and <c>0</c>.</summary>
/// <param name="Family">The browser or program, for example <c>Firefox</c>.</param>
/// <param name="Major">First part of its version.</param>
/// <param name="Minor">Second part of its version.</param>
/// <param name="Patch">Third part of its version.</param>
/// <param name="Device">The device.</param>
/// <param name="Os">The operating system.</param>
public sealed record UserAgent(string Family, string Major, string Minor, string Patch, UserAgentPart Device, UserAgentPart Os)
{
    internal static UserAgent Read(JObject json)
    {
        var self = UserAgentPart.Read(json);
        return new UserAgent(
            self.Family, self.Major, self.Minor, self.Patch, UserAgentPart.Read(json["device"]), UserAgentPart.Read(json["os"]));
    }

    internal JObject ToJson()
    {
        var json = new UserAgentPart(Family, Major, Minor, Patch).ToJson();
        json["device"] = Device.ToJson();
        json["os"] = Os.ToJson();
        return json;
    }
}

/// <summary>A device or an operating system with its version. Immutable.</summary>
/// <param name="Family">Its name, <c>Other</c> when unknown.</param>
/// <param name="Major">First part of the version, <c>0</c> when unknown.</param>
/// <param name="Minor">Second part of the version, <c>0</c> when unknown.</param>
/// <param name="Patch">Third part of the version, <c>0</c> when unknown.</param>
public sealed record UserAgentPart(string Family = "Other", string Major = "0", string Minor = "0", string Patch = "0")
{
    internal static UserAgentPart Read(JToken? json) => json is JObject members
        ? new UserAgentPart(
            JsonMembers.Text(members, "family") ?? "Other",
            JsonMembers.Text(members, "major") ?? "0",
            JsonMembers.Text(members, "minor") ?? "0",
            JsonMembers.Text(members, "patch") ?? "0")
        : new UserAgentPart();

    internal JObject ToJson() => new() { ["family"] = Family, ["major"] = Major, ["minor"] = Minor, ["patch"] = Patch };
}
