using Altogic.Reactive.Backend.Modules.Database.Query.Functions;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Plans;

/// <summary>Makes the plan of a tree: resolves names, chains the logical operators, calculates constants once.</summary>
internal sealed class Binder
{
    private const int KeptWeight = 4;

    private readonly PathBinder _paths;
    private readonly EvaluationScope _constants;
    private readonly bool _insideItem;

    /// <param name="model">What names mean.</param>
    /// <param name="constants">Where constants are calculated; what its budget does not suffice for stays a calculation.</param>
    public Binder(ModelContext model, EvaluationScope constants)
        : this(new PathBinder(model), constants, insideItem: false)
    {
    }

    private Binder(PathBinder paths, EvaluationScope constants, bool insideItem)
    {
        _paths = paths;
        _constants = constants;
        _insideItem = insideItem;
    }

    /// <summary>Binds what is evaluated for each item of a list.</summary>
    private Binder ForItems => new(_paths, _constants, insideItem: true);

    public Node Bind(Expression expression) => expression switch
    {
        LiteralExpression literal => new ConstantNode(ToValue(literal.Value)),
        PathExpression path => _paths.Bind(path.Segments, _insideItem),
        ListExpression list => Fold(new ListNode([.. list.Items.Select(Bind)])),
        UnaryExpression unary => Fold(BindUnary(unary)),
        BinaryExpression binary => Fold(BindBinary(binary)),
        CallExpression call => BindCall(call),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private Node BindUnary(UnaryExpression unary)
    {
        var operand = Bind(unary.Operand);
        return unary.Operator switch
        {
            UnaryOperator.Not => new NotNode(operand),
            UnaryOperator.Minus => new OneArgumentNode(Arithmetic.Negate, operand),
            _ => new OneArgumentNode(Conversions.ToOperand, operand),
        };
    }

    private Node BindBinary(BinaryExpression binary)
    {
        if (binary.Operator is BinaryOperator.And or BinaryOperator.Or)
        {
            var parts = Flatten(binary);
            return binary.Operator == BinaryOperator.And
                ? new AndNode([.. parts.Select(Bind)])
                : BindAlternatives(parts);
        }

        return MakeOperator(binary.Operator, Bind(binary.Left), Bind(binary.Right));
    }

    public static Node MakeOperator(BinaryOperator binary, Node left, Node right) => binary switch
    {
        BinaryOperator.And => new AndNode([left, right]),
        BinaryOperator.Or => new OrNode([left, right]),
        BinaryOperator.Equal => new EqualNode(left, right, expected: true),
        BinaryOperator.NotEqual => new EqualNode(left, right, expected: false),
        BinaryOperator.Add => new TwoArgumentsNode(Arithmetic.Add, left, right),
        BinaryOperator.Subtract => new TwoArgumentsNode(Arithmetic.Subtract, left, right),
        BinaryOperator.Multiply => new TwoArgumentsNode(Arithmetic.Multiply, left, right),
        BinaryOperator.Divide => new TwoArgumentsNode(Arithmetic.Divide, left, right),
        _ => new OrderNode(binary, left, right),
    };

    // With a stack of its own: a tree that was put together in code can be a chain of any length.
    private static List<Expression> Flatten(BinaryExpression chain)
    {
        var parts = new List<Expression>();
        var pending = new Stack<Expression>([chain]);
        while (pending.TryPop(out var next))
        {
            if (next is not BinaryExpression binary || binary.Operator != chain.Operator)
            {
                parts.Add(next);
                continue;
            }

            pending.Push(binary.Right);
            pending.Push(binary.Left);
        }

        return parts;
    }

    /// <summary>One field compared with many constants in a row, which is how apps ask for "one of these", is read only once.</summary>
    private Node BindAlternatives(List<Expression> parts)
    {
        var nodes = new List<Node>();
        for (var from = 0; from < parts.Count;)
        {
            var path = PathOfComparison(parts[from]);
            var to = from + 1;
            while (path is not null && to < parts.Count && PathOfComparison(parts[to]) == path) to++;
            nodes.Add(to - from == 1 ? Bind(parts[from]) : BindAnyOf(parts[from..to]));
            from = to;
        }

        return nodes.Count == 1 ? nodes[0] : new OrNode([.. nodes]);
    }

    private AnyOfNode BindAnyOf(List<Expression> parts) =>
        new(Bind(SidesOf(parts[0]).Path!), [.. parts.Select(part => ToValue(SidesOf(part).Literal!.Value))]);

    private static string? PathOfComparison(Expression part) => SidesOf(part) is { Path: { } path, Literal: not null } ? string.Join('.', path.Segments) : null;

    private static (PathExpression? Path, LiteralExpression? Literal) SidesOf(Expression part) => part switch
    {
        BinaryExpression { Operator: BinaryOperator.Equal, Left: PathExpression path, Right: LiteralExpression literal } => (path, literal),
        BinaryExpression { Operator: BinaryOperator.Equal, Left: LiteralExpression literal, Right: PathExpression path } => (path, literal),
        _ => default,
    };

    private Node BindCall(CallExpression call)
    {
        var function = FunctionLibrary.Get(call.Function);
        var arguments = new Node[call.Arguments.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = (index == function.ItemArgument ? ForItems : this).Bind(call.Arguments[index]);
        return Fold(function.Bind(arguments));
    }

    private Node Fold(Node node)
    {
        if (node.Constancy == Constancy.PerRequest) return node is NowNode ? node : new PerRequestNode(node);
        if (node.Constancy != Constancy.Always) return node;
        try
        {
            var value = node.Evaluate(_constants, Value.Missing);
            // It stays in memory as long as the plan.
            _constants.Spend(KeptWeight * value.CostOfMaking);
            return new ConstantNode(value);
        }
        catch (ApiException)
        {
            // It fails only if it is needed: the part may stand behind an operator that never looks at it.
            return node;
        }
    }

    private static Value ToValue(object? literal) => literal switch
    {
        string text => Value.Of(text),
        long integer => Value.Of(integer),
        double number => Value.Of(number),
        bool boolean => Value.Of(boolean),
        _ => Value.Null,
    };
}
