namespace Altogic.Reactive.Database;

/// <summary>Names the model whose objects a class describes, so that <c>Db.Model&lt;T&gt;()</c> needs no argument.</summary>
/// <param name="name">A top-level model, or the dotted path of a sub-model such as <c>users.addresses</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute(string name) : Attribute
{
    /// <summary>The name of the model.</summary>
    public string Name { get; } = name;
}
