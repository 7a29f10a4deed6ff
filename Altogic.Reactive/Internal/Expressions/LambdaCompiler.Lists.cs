using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace Altogic.Reactive.Internal.Expressions;

internal sealed partial class LambdaCompiler
{
    /// <summary>Methods on lists, whether they are called on the list, on <c>Enumerable</c> or on a span of it.</summary>
    private Fragment? TranslateListMethod(MethodCallExpression call)
    {
        var isStatic = call.Object is null;
        if (isStatic && call.Arguments.Count == 0) return null;
        var list = Conversions.Strip(isStatic ? call.Arguments[0] : call.Object!);
        if (!IsList(list.Type)) return null;
        var arguments = call.Arguments.Skip(isStatic ? 1 : 0).Where(argument => !IsDefaultComparer(argument)).ToArray();
        return IsLocal(list) ? OverLocalList(call, list, arguments) : OverStoredList(call, list, arguments);
    }

    private Fragment? OverStoredList(MethodCallExpression call, Expression list, Expression[] arguments)
    {
        switch (call.Method.Name, arguments.Length)
        {
            case ("Contains", 1): return Fragment.Call("IN", Translate(list), Item(list, arguments[0]));
            case ("Any", 0):
                return Fragment.Binary(Fragment.Call("SIZE", Translate(list)), ">", Fragment.Primary("0"), Binding.Relational);
            case ("Any" or "Exists", 1): return PerItem("ANYITEMTRUE", list, arguments[0]);
            case ("All" or "TrueForAll", 1): return PerItem("ALLITEMSTRUE", list, arguments[0]);
            case ("Count" or "LongCount", 0): return Fragment.Call("SIZE", Translate(list));
            case ("Count" or "LongCount", 1): return PerItem("COUNTITEMS", list, arguments[0]);
            case ("First" or "FirstOrDefault", 0): return Fragment.Call("FIRST", Translate(list));
            case ("Last" or "LastOrDefault", 0): return Fragment.Call("LAST", Translate(list));
            case ("get_Item" or "ElementAt" or "ElementAtOrDefault", 1): return Fragment.Call("ELEMENTAT", Translate(list), Translate(arguments[0]));
            case ("Sum", 0): return Fragment.Call("SUM", Translate(list));
            case ("Average", 0): return Fragment.Call("AVG", Translate(list));
            case ("Min", 0): return Fragment.Call("MIN", Translate(list));
            case ("Max", 0): return Fragment.Call("MAX", Translate(list));
            default: return null;
        }
    }

    private Fragment? OverLocalList(MethodCallExpression call, Expression list, Expression[] arguments)
    {
        if (LocalValues.Evaluate(list) is not IEnumerable items) throw Refuse(call, "The list is null.");
        if (call.Method.Name == "Contains" && HasOwnEquality(items))
            throw Refuse(call, "The server does not know how this set compares; write Any(item => …) with the comparison you mean.");
        return call.Method.Name switch
        {
            "Contains" when arguments.Length == 1 => Contains(items, arguments[0]),
            "Any" or "Exists" when arguments.Length == 1 => Expand(items, arguments[0], " || ", Binding.Or, "false"),
            "All" or "TrueForAll" when arguments.Length == 1 => Expand(items, arguments[0], " && ", Binding.And, "true"),
            _ => null,
        };
    }

    private Fragment Contains(IEnumerable items, Expression field)
    {
        field = Conversions.Strip(field);
        var type = Conversions.Underlying(field.Type);
        var form = FormOf(field);
        var values = items.Cast<object?>()
            .Select(item => type.IsEnum && item is not (null or Enum) ? Enum.ToObject(type, item) : item)
            .Select(item => InForm(item, form)).ToList();
        return Fragment.Call("IN", Literal(values, form is { IsComputed: false } ? new Form(null) : form), Translate(field));
    }

    private Fragment Item(Expression list, Expression item)
    {
        if (!IsLocal(item)) return Translate(item);
        return Literal(LocalValues.Evaluate(item), FormOfItems(list));
    }

    // The item becomes the context: its members are bare names, the object that holds the list is out of reach (expressions §4.5).
    private Fragment PerItem(string function, Expression list, Expression predicate)
    {
        var lambda = Lambda(predicate);
        var nested = new Dictionary<ParameterExpression, string> { [lambda.Parameters[0]] = "" };
        var compiler = new LambdaCompiler(_literals, lambda.Body, nested, [.. _roots.Keys, .. _outer], FormOfItems(list)?.Converter);
        return Fragment.Call(function, Translate(list), compiler.Translate(lambda.Body));
    }

    // A list of the application is not known to the server: its items are written out.
    private Fragment Expand(IEnumerable items, Expression predicate, string op, Binding binding, string whenEmpty)
    {
        var lambda = Lambda(predicate);
        var texts = new List<Fragment>();
        foreach (var item in items)
        {
            var body = new ParameterBinder(lambda.Parameters[0], item).Visit(lambda.Body);
            texts.Add(new LambdaCompiler(_literals, body, _roots, _outer, _itemConverter).Translate(body));
        }

        if (texts.Count == 0) return Fragment.Primary(whenEmpty);
        return texts.Count == 1 ? texts[0] : new Fragment(string.Join(op, texts.Select(text => text.For(binding))), binding);
    }

    // Sets have a property of this name, whatever their type.
    private static bool HasOwnEquality(IEnumerable items)
    {
        var type = items.GetType();
        var comparer = (type.GetProperty("Comparer") ?? type.GetProperty("KeyComparer"))?.GetValue(items);
        if (comparer is null || comparer.Equals(StringComparer.Ordinal)) return false;
        var usual = comparer.GetType().GetProperty("Default", BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy);
        return !comparer.Equals(usual?.GetValue(null));
    }

    // On spans the compiler passes the comparer that nobody wrote.
    private bool IsDefaultComparer(Expression argument) =>
        argument.Type is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IEqualityComparer<>)
        && IsLocal(argument) && LocalValues.Evaluate(argument) is null;

    private static LambdaExpression Lambda(Expression argument)
    {
        while (argument is UnaryExpression { NodeType: ExpressionType.Quote } quote) argument = quote.Operand;
        return argument as LambdaExpression ?? throw Refuse(argument, "Write the condition as a lambda in place.");
    }

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && !IsDictionary(type);
}
