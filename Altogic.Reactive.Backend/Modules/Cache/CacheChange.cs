namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>What is to be written of a key that changed; without a value the key has gone.</summary>
internal readonly record struct CacheChange(string Key, byte[]? Value, long ExpiresAt);
