using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>Argument checks: they throw at the call, before anything is built.</summary>
internal static class Check
{
    public static string Text(string? value, string parameter) =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A value is required.", parameter) : value!;

    /// <summary>A password may consist of spaces, but not of nothing.</summary>
    public static string Secret(string? value, string parameter) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException("A value is required.", parameter) : value!;

    /// <summary>A copy, so that what the caller changes later is not sent.</summary>
    public static JObject UserData(object? userData, JsonFormat format)
    {
        if (userData is null) throw new ArgumentNullException(nameof(userData));
        try
        {
            return JObject.FromObject(userData, format.Serializer);
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException)
        {
            throw new ArgumentException("User data must be an object that can be written as JSON.", nameof(userData), refused);
        }
    }
}
