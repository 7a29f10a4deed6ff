using System.Globalization;
using System.Linq.Expressions;
using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Expressions;

/// <content>How the values are stored that an expression hands on, so that what stands beside them is written alike.</content>
internal sealed partial class LambdaCompiler
{
    /// <summary>The form of what a node yields; null for what the application knows, which has none of its own.</summary>
    private Form? FormOf(Expression node)
    {
        node = Conversions.Strip(node);
        if (IsLocal(node)) return null;
        if (TryPath(node) is { } path) return new Form(path.Text.Length == 0 ? _itemConverter : path.Member?.Converter);
        return node switch
        {
            BinaryExpression { NodeType: ExpressionType.Coalesce } choice => FormOf(choice.Left) ?? FormOf(choice.Right),
            ConditionalExpression choice => FormOf(choice.IfTrue) ?? FormOf(choice.IfFalse),
            BinaryExpression { NodeType: ExpressionType.ArrayIndex } item => FormOfItems(item.Left),
            MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => FormOf(inner),
            MethodCallExpression { Method.Name: "GetValueOrDefault", Object: { } value } => FormOf(value),
            MethodCallExpression call when ListOf(call) is { } list => FormOfItems(list),
            _ => Form.Computed,
        };
    }

    private Form? FormOfItems(Expression list)
    {
        list = Conversions.Strip(list);
        return IsLocal(list) ? null : new Form(TryPath(list)?.Member?.ItemConverter);
    }

    private Form? FormOf(Expression left, Expression right) => FormOf(left) ?? FormOf(right);

    /// <summary>Translates a node that may hand on values of the application, in the form of the place where it stands.</summary>
    private Fragment TranslateAs(Expression node, Form? form)
    {
        node = Conversions.Strip(node);
        if (IsLocal(node)) return Literal(LocalValues.Evaluate(node), form);
        return node switch
        {
            BinaryExpression { NodeType: ExpressionType.Coalesce } choice =>
                Fragment.Call("IFNULL", TranslateAs(choice.Left, form), TranslateAs(choice.Right, form)),
            ConditionalExpression choice =>
                Fragment.Call("IF", Translate(choice.Test), TranslateAs(choice.IfTrue, form), TranslateAs(choice.IfFalse, form)),
            _ => Translate(node),
        };
    }

    private Fragment Literal(object? value, Form? form = null)
    {
        var text = form is { IsComputed: false } ? _literals.Write(InForm(value, form)) : _literals.WritePlain(InForm(value, form));
        return new Fragment(text, text[0] == '-' ? Binding.Unary : Binding.Primary);
    }

    // What a function computes is a number; what is stored is what the serializer makes of the enum.
    private object? InForm(object? value, Form? form) =>
        value is Enum && form is { IsComputed: true }
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : _names.InStoredForm(value, form?.Converter);

    /// <summary>The list of which a call takes one item, or null.</summary>
    private static Expression? ListOf(MethodCallExpression call)
    {
        if (call.Method.Name is not ("First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Min" or "Max"
            or "get_Item" or "ElementAt" or "ElementAtOrDefault")) return null;
        var list = call.Object ?? call.Arguments.FirstOrDefault();
        return list is not null && IsList(Conversions.Strip(list).Type) ? list : null;
    }

    /// <summary>How a value is stored, or that a function computes it.</summary>
    private readonly struct Form(JsonConverter? converter, bool isComputed = false)
    {
        public static Form Computed { get; } = new(null, isComputed: true);

        public JsonConverter? Converter { get; } = converter;

        public bool IsComputed { get; } = isComputed;
    }
}
