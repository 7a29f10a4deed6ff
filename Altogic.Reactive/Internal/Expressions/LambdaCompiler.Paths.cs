using System.Collections;
using System.Linq.Expressions;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Internal.Expressions;

internal sealed partial class LambdaCompiler
{
    /// <summary>The field a node stands for, or null when it is not a plain chain of members from a parameter.</summary>
    private PathText? TryPath(Expression node)
    {
        node = Conversions.Strip(node);
        switch (node)
        {
            case ParameterExpression parameter when _roots.TryGetValue(parameter, out var root):
                return new PathText(root, null, root.Length == 0);
            case ParameterExpression outer:
                throw Refuse(outer, "Inside Any and All only the item is visible, not the object that holds the list.");
            case MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null:
                return TryPath(inner);
            case MemberExpression { Expression: { } owner } member when !IsComputed(owner.Type):
                return TryPath(owner) is { } path ? Extend(path, _names.Resolve(owner.Type, member.Member), member) : null;
            case MethodCallExpression { Object: { } owner, Method.Name: "get_Item", Arguments.Count: 1 } call when HasNamedItems(owner.Type):
                return ByKey(owner, call.Arguments[0], call);
            case MethodCallExpression { Object: { } owner, Method.Name: "Value", Arguments.Count: 1 } call
                when typeof(JToken).IsAssignableFrom(owner.Type):
                return ByKey(owner, call.Arguments[0], call);
            default:
                return null;
        }
    }

    private PathText? ByKey(Expression owner, Expression key, Expression node)
    {
        key = Conversions.Strip(key);
        if (IsLocal(key) && LocalValues.Evaluate(key) is string name) return TryPath(owner) is { } path ? Extend(path, name, null, node) : null;
        if (key.Type != typeof(string)) return null;
        throw Refuse(node, "The name of a field must be known when the query is built.");
    }

    private static PathText Extend(PathText path, JsonProperty member, Expression node) => Extend(path, member.PropertyName!, member, node);

    private static PathText Extend(PathText path, string name, JsonProperty? member, Expression node)
    {
        if (!FieldPath.IsIdentifier(name))
            throw Refuse(node, $"Expressions cannot name the field '{name}': only letters, digits and underscores are allowed.");
        var text = path.Text.Length == 0 ? name : path.Text + "." + name;
        return new PathText(text, member, path.IsBare);
    }

    // Members of these are computed by the server's functions, not stored.
    private static bool IsComputed(Type type)
    {
        var isNullable = Nullable.GetUnderlyingType(type) is not null;
        type = Conversions.Underlying(type);
        return isNullable || type == typeof(string) || Conversions.IsPointInTime(type) || type == typeof(TimeSpan)
            || type == typeof(Database.GeoPoint) || type.FullName is "System.DateOnly"
            || type.IsArray || typeof(JToken).IsAssignableFrom(type)
            || typeof(IEnumerable).IsAssignableFrom(type);
    }

    private static bool HasNamedItems(Type type) => typeof(JToken).IsAssignableFrom(type) || IsDictionary(type);

    private static bool IsDictionary(Type type) =>
        typeof(IDictionary).IsAssignableFrom(type)
        || type.GetInterfaces().Append(type).Any(i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IDictionary<,>) || i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)));

    private readonly struct PathText(string text, JsonProperty? member, bool isBare)
    {
        public string Text { get; } = text;

        /// <summary>How the last member is stored; null for named items and for parameters.</summary>
        public JsonProperty? Member { get; } = member;

        /// <summary>Whether the path starts without <c>this</c> or <c>lookup</c>.</summary>
        public bool IsBare { get; } = isBare;

        public Fragment AsValue() => Fragment.Primary(Text.Length == 0 ? "this" : IsBare ? FieldPath.Rooted(Text) : Text);
    }
}
