namespace Altogic.Reactive.Internal.Delivery;

/// <summary>What a queue needs after it has been filled, once no lock is held.</summary>
[Flags]
internal enum Kicks
{
    None = 0,

    /// <summary>Somebody must deliver.</summary>
    Deliver = 1,

    /// <summary>Somebody must say that values were dropped.</summary>
    Report = 2,
}
