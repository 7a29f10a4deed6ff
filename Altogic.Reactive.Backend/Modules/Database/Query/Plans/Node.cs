namespace Altogic.Reactive.Backend.Modules.Database.Query.Plans;

/// <summary>A step of a plan. <c>item</c> is the list item at hand inside functions such as <c>ANYITEMTRUE</c>.</summary>
internal abstract class Node
{
    /// <summary>When the value can be known before an object is.</summary>
    public virtual Constancy Constancy => Constancy.PerObject;

    public abstract Value Evaluate(EvaluationScope scope, in Value item);

    public virtual bool IsTrue(EvaluationScope scope, in Value item) => Evaluate(scope, item).IsTrue;
}

/// <summary>How long a value stays the same; of several parts the last in this list decides.</summary>
internal enum Constancy
{
    Always,
    PerRequest,
    PerObject,
}
