using System.Linq.Expressions;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Puts a value in the place of a parameter.</summary>
internal sealed class ParameterBinder(ParameterExpression parameter, object? value) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) =>
        node == parameter ? Expression.Constant(value, node.Type) : node;
}
