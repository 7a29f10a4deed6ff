namespace Altogic.Reactive.Backend.Stores;

/// <summary>Another process holds the data folder.</summary>
internal sealed class DataFolderInUseException(string folder, Exception inner) : BackendStartException(
    $"The data folder {folder} is in use by another backend. Stop that one, or choose another folder with --data DIR.", inner);
