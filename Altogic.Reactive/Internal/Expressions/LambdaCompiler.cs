using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Compiles the C# lambdas of one client to the expression language.</summary>
/// <remarks>
/// Sub-trees without the lambda's own parameters are computed here and become literals. Everything else is translated node by
/// node; what has no counterpart is refused with a sentence that says what to write instead, never approximated.
/// </remarks>
internal sealed partial class LambdaCompiler
{
    private readonly LiteralWriter _literals;
    private readonly MemberNames _names;
    private readonly Dictionary<ParameterExpression, string> _roots;
    private readonly IReadOnlyCollection<ParameterExpression> _outer;
    private readonly HashSet<Expression> _dependents;
    private readonly JsonConverter? _itemConverter;

    private LambdaCompiler(
        LiteralWriter literals,
        Expression body,
        Dictionary<ParameterExpression, string> roots,
        IReadOnlyCollection<ParameterExpression>? outer = null,
        JsonConverter? itemConverter = null)
    {
        _literals = literals;
        _names = new MemberNames(literals.Serializer);
        _roots = roots;
        _outer = outer ?? [];
        _itemConverter = itemConverter;
        _dependents = FreeParameters.DependentNodes(body, roots.Keys.Concat(_outer));
    }

    /// <summary>Compiles a lambda over the object being tested.</summary>
    public static Fragment Compile(LiteralWriter literals, LambdaExpression lambda) =>
        Compile(literals, lambda.Body, new() { [lambda.Parameters[0]] = "" });

    /// <summary>Compiles the condition of a join: the first parameter is the object, the second the candidate.</summary>
    public static Fragment CompileJoin(LiteralWriter literals, LambdaExpression lambda) =>
        Compile(literals, lambda.Body, new() { [lambda.Parameters[0]] = "this", [lambda.Parameters[1]] = "lookup" });

    /// <summary>The dotted name of the field a lambda points to.</summary>
    /// <exception cref="ArgumentException">The lambda is more than a member access.</exception>
    public static (string Path, JsonProperty? Member) Field(LiteralWriter literals, LambdaExpression lambda)
    {
        var compiler = new LambdaCompiler(literals, lambda.Body, new() { [lambda.Parameters[0]] = "" });
        if (compiler.TryPath(lambda.Body) is { Text.Length: > 0 } path) return (path.Text, path.Member);
        throw new ArgumentException($"'{lambda}' is not a field. Point at a member, as in x => x.Address.City.");
    }

    private static Fragment Compile(LiteralWriter literals, Expression body, Dictionary<ParameterExpression, string> roots) =>
        new LambdaCompiler(literals, body, roots).Translate(body);

    private Fragment Translate(Expression node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_dependents.Contains(node)) return Literal(LocalValues.Evaluate(node));
        var stripped = Conversions.Strip(node);
        if (stripped != node) return Translate(stripped);
        if (TryPath(node) is { } path) return path.AsValue();
        return node switch
        {
            UnaryExpression unary => TranslateUnary(unary),
            BinaryExpression binary => TranslateBinary(binary),
            MemberExpression member => TranslateMember(member),
            MethodCallExpression call => TranslateCall(call),
            ConditionalExpression => TranslateAs(node, FormOf(node)),
            _ => throw Refuse(node, "Use comparisons, arithmetic and the methods listed at Where, or write it with Filter."),
        };
    }

    private Fragment TranslateUnary(UnaryExpression unary)
    {
        switch (unary.NodeType)
        {
            case ExpressionType.Not when unary.Type == typeof(bool):
                return Fragment.Not(Translate(unary.Operand));
            case ExpressionType.Not when unary.Type == typeof(bool?):
                return Fragment.Binary(Translate(unary.Operand), "==", Fragment.Primary("false"), Binding.Equality);
            case ExpressionType.Negate or ExpressionType.NegateChecked:
                return new Fragment("-" + Translate(unary.Operand).For(Binding.Primary), Binding.Unary);
            case ExpressionType.UnaryPlus:
                return Translate(unary.Operand);
            case ExpressionType.ArrayLength:
                return Fragment.Call("SIZE", Translate(unary.Operand));
            case ExpressionType.Convert or ExpressionType.ConvertChecked
                when Conversions.IsTruncation(unary.Operand.Type, unary.Type):
                return Fragment.Call("TOINTEGER", Translate(unary.Operand));
            case ExpressionType.Quote:
                return Translate(unary.Operand);
            default:
                throw Refuse(unary, "This conversion has no counterpart on the server.");
        }
    }

    private bool IsLocal(Expression node) => !_dependents.Contains(node);

    private static NotSupportedException Refuse(Expression node, string advice) =>
        new($"'{node}' cannot be translated to a filter. {advice}");
}
