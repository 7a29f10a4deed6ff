using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>The API key of commands on the same machine; a new one for each run, readable by the owner of the data folder.</summary>
internal sealed class CommandKey
{
    public string Value { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);
}
