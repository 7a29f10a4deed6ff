namespace Altogic.Reactive;

/// <summary>What a screen has to show.</summary>
public enum LoadKind
{
    /// <summary>Nothing yet, for 150 ms already: time for a spinner.</summary>
    Loading,

    /// <summary>Data.</summary>
    Data,

    /// <summary>A success without anything in it: null, or a list without items.</summary>
    Empty,

    /// <summary>The data of the last success, and the error of what was tried since.</summary>
    Stale,

    /// <summary>An error, and no data.</summary>
    Failed,
}
