using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Computes the parts of a lambda that do not touch the object being tested.</summary>
internal static class LocalValues
{
    /// <summary>The value of a sub-tree without free parameters.</summary>
    /// <remarks>Variables and their members are read by reflection, which is far cheaper than compiling.</remarks>
    public static object? Evaluate(Expression node)
    {
        switch (node)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression { Expression: null, Member: FieldInfo field }:
                return field.GetValue(null);
            case MemberExpression { Expression: { } owner } member when Evaluate(owner) is { } instance:
                return Read(member.Member, instance);
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
                when convert.Type.IsAssignableFrom(convert.Operand.Type):
                return Evaluate(convert.Operand);
            default:
                return Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile()();
        }
    }

    private static object? Read(MemberInfo member, object instance)
    {
        if (member is FieldInfo field) return field.GetValue(instance);
        try
        {
            return ((PropertyInfo)member).GetValue(instance);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Capture(e.InnerException).Throw();
            throw;
        }
    }
}
