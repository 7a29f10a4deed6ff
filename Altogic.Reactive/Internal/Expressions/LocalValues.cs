using System.Linq.Expressions;
using System.Reflection;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Computes the parts of a lambda that do not touch the object being tested.</summary>
internal static class LocalValues
{
    /// <summary>The value of a sub-tree without free parameters.</summary>
    public static object? Evaluate(Expression node)
    {
        switch (node)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression { Member: FieldInfo field } member:
                return field.GetValue(member.Expression is null ? null : Evaluate(member.Expression));
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
                when convert.Type.IsAssignableFrom(convert.Operand.Type):
                return Evaluate(convert.Operand);
            default:
                return Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile()();
        }
    }
}
