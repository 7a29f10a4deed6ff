using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth.UserAgents;

/// <summary>A name and a version in three numbers, all as text.</summary>
internal sealed record VersionedName(string Family, string Major = "0", string Minor = "0", string Patch = "0")
{
    public static VersionedName Other { get; } = new("Other");

    public JsonObject ToJson() => new() { ["family"] = Family, ["major"] = Major, ["minor"] = Minor, ["patch"] = Patch };

    public static VersionedName FromJson(JsonNode? json) => json is JsonObject parts
        ? new VersionedName((string?)parts["family"] ?? "Other", (string?)parts["major"] ?? "0", (string?)parts["minor"] ?? "0", (string?)parts["patch"] ?? "0")
        : Other;
}

/// <summary>What made a session: program, device and operating system (auth §2.2).</summary>
internal sealed record UserAgentInfo(VersionedName Program, VersionedName Device, VersionedName System)
{
    /// <summary>A tree of plain nodes: safe to be read by many threads at once.</summary>
    public JsonObject ToJson()
    {
        var json = Program.ToJson();
        json["device"] = Device.ToJson();
        json["os"] = System.ToJson();
        return json;
    }

    public static UserAgentInfo FromJson(string text)
    {
        var json = JsonNode.Parse(text);
        return new UserAgentInfo(VersionedName.FromJson(json), VersionedName.FromJson(json?["device"]), VersionedName.FromJson(json?["os"]));
    }
}
