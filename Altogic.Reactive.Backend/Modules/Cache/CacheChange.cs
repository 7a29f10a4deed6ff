namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>What is to be written of a key that changed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value; null when the key has gone.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="Order">Grows with every value that is put.</param>
internal readonly record struct CacheChange(string Key, byte[]? Value, long ExpiresAt, long Order);
