using System.Linq.Expressions;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Looks through the conversions that the C# compiler writes into lambdas and that mean nothing on the server.</summary>
internal static class Conversions
{
    /// <summary>The innermost expression that is stored in the same form.</summary>
    public static Expression Strip(Expression node)
    {
        while (true)
        {
            if (node is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } convert
                && IsTransparent(convert))
                node = convert.Operand;
            else if (node is MethodCallExpression { Method: { Name: "op_Implicit", IsSpecialName: true }, Arguments.Count: 1 } call && IsSpan(node.Type))
                node = call.Arguments[0];
            else
                return node;
        }
    }

    public static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    public static bool IsIntegral(Type type) => Type.GetTypeCode(Underlying(type)) is >= TypeCode.SByte and <= TypeCode.UInt64;

    public static bool IsNumeric(Type type) => Type.GetTypeCode(Underlying(type)) is >= TypeCode.SByte and <= TypeCode.Decimal;

    public static bool IsPointInTime(Type type) => Underlying(type) == typeof(DateTime) || Underlying(type) == typeof(DateTimeOffset);

    /// <summary>A conversion that drops the fraction, which the server has to be told.</summary>
    public static bool IsTruncation(Type from, Type to) => IsNumeric(from) && !IsIntegral(from) && IsIntegral(to) && !Underlying(to).IsEnum;

    private static bool IsTransparent(UnaryExpression convert)
    {
        var from = Underlying(convert.Operand.Type);
        var to = Underlying(convert.Type);
        if (IsTruncation(from, to)) return false;
        if (convert.Method is null) return true;
        return (IsNumeric(from) && IsNumeric(to))
            || typeof(Newtonsoft.Json.Linq.JToken).IsAssignableFrom(from)
            || (IsPointInTime(from) && IsPointInTime(to))
            || IsSpan(to);
    }

    private static bool IsSpan(Type type) =>
        type is { IsValueType: true, IsGenericType: true, Namespace: "System" } && type.Name is "ReadOnlySpan`1" or "Span`1";
}
