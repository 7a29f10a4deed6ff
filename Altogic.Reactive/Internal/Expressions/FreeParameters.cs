using System.Linq.Expressions;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Finds every node of a tree that depends on one of the given parameters.</summary>
internal sealed class FreeParameters : ExpressionVisitor
{
    private readonly HashSet<ParameterExpression> _parameters;
    private readonly HashSet<Expression> _dependents = [];
    private bool _found;

    private FreeParameters(IEnumerable<ParameterExpression> parameters) => _parameters = [.. parameters];

    public static HashSet<Expression> DependentNodes(Expression root, IEnumerable<ParameterExpression> parameters)
    {
        var visitor = new FreeParameters(parameters);
        visitor.Visit(root);
        return visitor._dependents;
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is null) return null;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var before = _found;
        _found = node is ParameterExpression parameter && _parameters.Contains(parameter);
        base.Visit(node);
        if (_found) _dependents.Add(node);
        _found |= before;
        return node;
    }
}
