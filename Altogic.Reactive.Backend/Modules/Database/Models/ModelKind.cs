namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>What a model name stands for (data-model §1).</summary>
internal enum ModelKind
{
    /// <summary>A collection of its own.</summary>
    TopLevel,

    /// <summary>One embedded object in its parent.</summary>
    Object,

    /// <summary>An embedded list of objects in its parent.</summary>
    ObjectList,

    /// <summary>A sub-model of a schema-less model: one object or a list, as the stored data say.</summary>
    ByData,
}
